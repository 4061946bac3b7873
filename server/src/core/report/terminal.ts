// What characters look like on a terminal.

/** Columns that a tab takes. */
const TAB = 4;
const WIDE = /[\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\ua960-\ua97f\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]|[\u{1f300}-\u{1faff}]|[\u{20000}-\u{3fffd}]|\p{Emoji_Presentation}/u;
/** Control, format and half characters, and white space that looks like none or like a blank: they would move the cursor, or not be seen. */
const UNSEEN = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]|(?! )\p{Zs}/u;

/** How one character is written, and the columns that takes: 0 for marks, 2 for wide characters. */
export function show(character: string): { readonly shown: string; readonly width: number } {
  if (character === '\t') return { shown: ' '.repeat(TAB), width: TAB };
  if (UNSEEN.test(character)) return { shown: '·', width: 1 };
  if (/\p{M}/u.test(character)) return { shown: character, width: 0 };
  return { shown: character, width: WIDE.test(character) ? 2 : 1 };
}

/** A text without what would steer the terminal. */
export function safe(text: string): string {
  return text.replace(/[\p{Cc}\p{Cs}\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu, '·');
}

/** A text in at most so many columns, cut with a mark where it is longer. */
export function fit(text: string, columns: number): string {
  let [shown, room, cut] = ['', columns, ''];
  for (const character of text) {
    const cell = show(character);
    room -= cell.width;
    if (room < 0) return `${cut}…`;
    shown += cell.shown;
    if (room > 0) cut = shown; // one column is the mark's
  }
  return shown;
}

export function displayWidth(text: string): number {
  return [...text].reduce((sum, character) => sum + show(character).width, 0);
}
