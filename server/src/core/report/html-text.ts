// Texts in HTML: whatever data are made of, it stays text.

/** Control characters and half surrogates are seen as dots; marks of direction would turn round what stands beside them. */
const UNSEEN = /[\p{Cc}\p{Cs}\u200e\u200f\u061c\u202a-\u202e\u2066-\u2069\ufffe\uffff]/gu;

const ENTITIES: { readonly [character: string]: string } = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };

export function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => ENTITIES[character] ?? character).replace(UNSEEN, '·');
}

const LONGEST = 160;

/** A name or value of the data: apart from the text around it, whichever way it is written, and cut where it is very long. */
export function dataText(text: string): string {
  const characters = [...text.slice(0, 4 * LONGEST)];
  const isLong = characters.length > LONGEST;
  return `<bdi>${escapeHtml(isLong ? `${characters.slice(0, LONGEST).join('')}…` : text)}</bdi>`;
}
