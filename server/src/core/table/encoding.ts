// Which encoding a text is in, judged on windows from all over the file.

import { guessLegacy } from './legacy-encoding.ts';

export interface Encoding {
  /** A label that TextDecoder knows. */
  readonly encoding: string;
  /** Bytes of byte order mark. */
  readonly bom: number;
}

/** `windows`: bytes from the head first, then from elsewhere. `said`: what code reads them as; it counts where they are no Unicode. */
export function detectEncoding(windows: readonly Uint8Array[], said?: string): Encoding {
  const head = windows[0] ?? new Uint8Array();
  const marked = byMark(head);
  if (marked !== undefined) return marked;
  const wide = withoutMark(head);
  if (wide !== undefined) return { encoding: wide, bom: 0 };
  if (windows.some(switchesToJapanese)) return { encoding: 'iso-2022-jp', bom: 0 };
  if (windows.every((bytes, i) => isUtf8(i === 0 ? bytes : skipContinuation(bytes)))) return { encoding: 'utf-8', bom: 0 };
  return { encoding: isMostlyUtf8(windows) ? 'utf-8' : guessLegacy(windows, legacyLabel(said)), bom: 0 };
}

/** Python's names for encodings, where TextDecoder has others. */
const PYTHON_NAMES: { readonly [name: string]: string } = { 'latin-1': 'latin1', cp932: 'shift_jis', cp936: 'gbk', cp949: 'euc-kr', cp950: 'big5', cp866: 'ibm866', 'mac-roman': 'macintosh', 'shift-jis': 'shift_jis', 'koi8-r': 'koi8-r' };

/** The encoding that code names, as TextDecoder does; undefined for Unicode, which is told by its bytes, and for what nobody knows. */
function legacyLabel(name: string | undefined): string | undefined {
  const plain = name?.trim().toLowerCase().replaceAll('_', '-') ?? '';
  const label = PYTHON_NAMES[plain] ?? plain.replace(/^cp(?=\d{3,4}$)/, 'windows-').replace(/^iso(?=8859)/, 'iso-').replace(/^iso-8859(?=\d)/, 'iso-8859-');
  try {
    const { encoding } = new TextDecoder(label);
    return encoding.startsWith('utf-') ? undefined : encoding;
  } catch {
    return undefined;
  }
}

function byMark(head: Uint8Array): Encoding | undefined {
  if (head[0] === 0xef && head[1] === 0xbb && head[2] === 0xbf) return { encoding: 'utf-8', bom: 3 };
  if (head[0] === 0xff && head[1] === 0xfe) return { encoding: 'utf-16le', bom: 2 };
  return head[0] === 0xfe && head[1] === 0xff ? { encoding: 'utf-16be', bom: 2 } : undefined;
}

/** UTF-16 without a mark: text in no other encoding holds zeros, and these all stand on one side, next to ASCII. */
function withoutMark(head: Uint8Array): string | undefined {
  const length = Math.min(head.length, 4096) & ~1;
  let [even, odd] = [0, 0];
  for (let i = 0; i < length; i += 2) {
    const [a, b] = [head[i] ?? 0, head[i + 1] ?? 0];
    if (a === 0 && b > 0 && b < 0x80) even++;
    if (b === 0 && a > 0 && a < 0x80) odd++;
  }
  const least = Math.max(3, length * 0.04);
  if (odd > least && even * 20 < odd) return 'utf-16le';
  return even > least && odd * 20 < even ? 'utf-16be' : undefined;
}

/** Escape, $, @ or B: from here on Japanese, in bytes that look like ASCII. */
function switchesToJapanese(bytes: Uint8Array): boolean {
  for (let at = bytes.indexOf(0x1b); at >= 0; at = bytes.indexOf(0x1b, at + 1)) {
    if (bytes[at + 1] === 0x24 && (bytes[at + 2] === 0x40 || bytes[at + 2] === 0x42)) return true;
  }
  return false;
}

/** Whether the bytes are UTF-8; a character cut off by the window's end does not count against them. */
export function isUtf8(bytes: Uint8Array): boolean {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes, { stream: true });
    return true;
  } catch {
    return false;
  }
}

/** A window may begin inside a character. */
function skipContinuation(bytes: Uint8Array): Uint8Array {
  let start = 0;
  while (start < 3 && start < bytes.length && ((bytes[start] ?? 0) & 0xc0) === 0x80) start++;
  return bytes.subarray(start);
}

/** A few broken bytes among many good characters are damage, not another encoding. */
function isMostlyUtf8(windows: readonly Uint8Array[]): boolean {
  let [good, bad] = [0, 0];
  for (const bytes of windows) {
    for (const [character] of new TextDecoder().decode(skipContinuation(bytes), { stream: true }).matchAll(/[^\0-\x7f]/gu)) {
      if (character === '\ufffd') bad++;
      else good++;
    }
  }
  return good >= bad * 4;
}

/** Pieces of a stream that do not read as UTF-8, at most. */
const MOST_ODD = 32;

/** The encoding of a text in which bytes were met that are not UTF-8: judged on the pieces with bytes past ASCII. */
export async function judgeAgain(stream: AsyncIterable<Uint8Array>, said?: string): Promise<string> {
  const windows: Uint8Array[] = [];
  for await (const bytes of stream) {
    if (windows.length < MOST_ODD && bytes.some((byte) => byte >= 0x80)) windows.push(bytes.slice());
  }
  return detectEncoding([new Uint8Array(), ...windows], said).encoding;
}

/** Decodes a stream of bytes into text, mark removed. What is not valid becomes U+FFFD. */
export async function* decodeStream(bytes: AsyncIterable<Uint8Array>, { encoding }: Encoding): AsyncGenerator<string> {
  const decoder = new TextDecoder(encoding);
  for await (const chunk of bytes) yield decoder.decode(chunk, { stream: true });
  const rest = decoder.decode();
  if (rest !== '') yield rest;
}
