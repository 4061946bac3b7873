// Physical lines of a text.

/** Where the text goes on after `lines` physical lines (ended by LF, CRLF or CR). */
export function offsetOfLine(text: string, lines: number): number {
  let at = 0;
  for (let line = 0; line < lines && at < text.length; line++) {
    while (at < text.length && text[at] !== '\n' && text[at] !== '\r') at++;
    at += text[at] === '\r' && text[at + 1] === '\n' ? 2 : 1;
  }
  return Math.min(at, text.length);
}
