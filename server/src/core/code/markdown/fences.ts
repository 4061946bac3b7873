// The code blocks of Markdown, R Markdown and Quarto, and their front matter.

export interface Fence {
  readonly language: string;
  /** Its lines without the indent of the list or quote that it stands in. */
  readonly text: string;
  /** The line in the whole text that its first line is. */
  readonly line: number;
  /** For each line, how many letters were taken off its start. */
  readonly indents: readonly number[];
  /** true for a chunk that is run when the document is made: {python}, {r, echo=FALSE}. */
  readonly isRun: boolean;
}

/** Indent or quote or list marker, the fence, what follows it. */
const OPEN = /^((?:[ \t]*(?:>|[-*+](?=[ \t])|\d{1,9}[.)](?=[ \t])))*[ \t]*)(`{3,}|~{3,})[ \t]*([^\r\n]*)$/;
const OFF = /\beval\s*[=:]\s*(F|FALSE|false|no)\b/;

export function fencesIn(text: string): readonly Fence[] {
  const lines = text.split(/\r\n|\n|\r/);
  const fences: Fence[] = [];
  for (let i = 0; i < lines.length; i++) {
    const [, before = '', marks, info = ''] = OPEN.exec(lines[i] ?? '') ?? [];
    if (marks === undefined || (marks.startsWith('`') && info.includes('`'))) continue;
    const end = closing(lines, i + 1, { marks, before });
    const fence = toFence(lines.slice(i + 1, end), { info, before, line: i + 1 });
    if (fence !== undefined) fences.push(fence);
    i = end;
  }
  return fences;
}

/** The line that closes a fence: as many marks or more, and nothing else. A quote's end closes it too. */
function closing(lines: readonly string[], from: number, { marks, before }: { readonly marks: string; readonly before: string }): number {
  const mark = marks.startsWith('`') ? '`' : '~';
  const isQuote = before.includes('>');
  for (let i = from; i < lines.length; i++) {
    const line = lines[i] ?? '';
    if (isQuote && !/^\s*>/.test(line)) return i - 1;
    const bare = line.replace(/^[ \t>]*/, '').trimEnd();
    if (bare.length >= marks.length && bare === mark.repeat(bare.length)) return i;
  }
  return lines.length;
}

function toFence(lines: readonly string[], given: { readonly info: string; readonly before: string; readonly line: number }): Fence | undefined {
  const { info, before, line } = given;
  const chunk = /^\{\s*([\w+-]+)\s*([^}]*)\}?/.exec(info);
  const [, classes] = /^\{([^}]*\.[^}]*)\}/.exec(info) ?? [];
  const language = chunk?.[1] ?? /\.(\w+)/.exec(classes ?? '')?.[1] ?? /^[\w+-]+/.exec(info)?.[0];
  if (language === undefined) return undefined;
  const cut = before.length === 0 ? /^/ : before.includes('>') ? /^[ \t]*(?:>[ \t]?)*/ : new RegExp(`^[ \\t]{0,${before.length}}`);
  const indents = lines.map((one) => cut.exec(one)?.[0].length ?? 0);
  const options = lines.filter((one) => /^\s*(#|--|\/\/)\|/.test(one)).join('\n');
  const isRun = chunk !== null && !OFF.test(chunk[2] ?? '') && !OFF.test(options);
  return { language, text: lines.map((one, i) => one.slice(indents[i])).join('\n'), line, indents, isRun };
}

/** The text up to the end of its front matter, with spaces for the marks around, so that every position stays. */
export function frontMatter(text: string): string | undefined {
  const match = /^(\ufeff?---)([ \t]*\r?\n[\s\S]*?\r?\n)(?:---|\.\.\.)[ \t]*(?:\r?\n|$)/.exec(text);
  return match === null ? undefined : ' '.repeat(match[1]?.length ?? 0) + (match[2] ?? '');
}
