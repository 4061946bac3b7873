// Texts of users in Markdown.

/** A text as it is, in Markdown. */
export function escapeMarkdown(text: string): string {
  // A line break would end a heading or a row of a table; marks of direction would turn round what follows.
  return text.replace(/[\s\u202a-\u202e\u2066-\u2069]+/g, ' ').replace(/[\\`*_{}[\]<>|#&~]/g, '\\$&');
}
