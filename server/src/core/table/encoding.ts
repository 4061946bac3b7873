// Which encoding a text is in, judged on windows from all over the file.

export interface Encoding {
  /** A label that TextDecoder knows. */
  readonly encoding: string;
  /** Bytes of byte order mark. */
  readonly bom: number;
}

/** `windows`: bytes from the head first, then from elsewhere. */
export function detectEncoding(windows: readonly Uint8Array[]): Encoding {
  const head = windows[0] ?? new Uint8Array();
  const marked = byMark(head);
  if (marked !== undefined) return marked;
  const wide = withoutMark(head);
  if (wide !== undefined) return { encoding: wide, bom: 0 };
  if (windows.every((bytes, i) => isUtf8(i === 0 ? bytes : skipContinuation(bytes)))) return { encoding: 'utf-8', bom: 0 };
  return { encoding: isMostlyUtf8(windows) ? 'utf-8' : guessLegacy(windows), bom: 0 };
}

function byMark(head: Uint8Array): Encoding | undefined {
  if (head[0] === 0xef && head[1] === 0xbb && head[2] === 0xbf) return { encoding: 'utf-8', bom: 3 };
  if (head[0] === 0xff && head[1] === 0xfe) return { encoding: 'utf-16le', bom: 2 };
  return head[0] === 0xfe && head[1] === 0xff ? { encoding: 'utf-16be', bom: 2 } : undefined;
}

/** UTF-16 without a mark: in western text every second byte is zero. */
function withoutMark(head: Uint8Array): string | undefined {
  const length = Math.min(head.length, 4096) & ~1;
  if (length < 8) return undefined;
  let [even, odd] = [0, 0];
  for (let i = 0; i < length; i += 2) {
    if (head[i] === 0) even++;
    if (head[i + 1] === 0) odd++;
  }
  const most = length / 2;
  if (odd > most * 0.6 && even < most * 0.1) return 'utf-16le';
  return even > most * 0.6 && odd < most * 0.1 ? 'utf-16be' : undefined;
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
export async function judgeAgain(stream: AsyncIterable<Uint8Array>): Promise<string> {
  const windows: Uint8Array[] = [];
  for await (const bytes of stream) {
    if (windows.length < MOST_ODD && bytes.some((byte) => byte >= 0x80)) windows.push(bytes.slice());
  }
  return detectEncoding([new Uint8Array(), ...windows]).encoding;
}

/** Encodings of East Asia, tried where their byte pairs are valid throughout; windows-1252 takes any bytes. */
const MULTIBYTE = ['shift_jis', 'euc-jp', 'gb18030', 'big5', 'euc-kr'] as const;

function guessLegacy(windows: readonly Uint8Array[]): string {
  let best = { encoding: 'windows-1252', score: plausibility(decodeAll(windows, 'windows-1252')) };
  for (const encoding of MULTIBYTE) {
    const text = decodeAll(windows, encoding);
    if (text === undefined) continue;
    const score = plausibility(text);
    if (score > best.score + 0.05) best = { encoding, score };
  }
  return best.encoding;
}

function decodeAll(windows: readonly Uint8Array[], encoding: string): string | undefined {
  try {
    // One byte at either end of a window may be half a character.
    return windows.map((bytes) => new TextDecoder(encoding, { fatal: true }).decode(onlyLines(bytes), { stream: true })).join('');
  } catch {
    return undefined;
  }
}

/** From the first line end to the last, so that no character is cut. */
function onlyLines(bytes: Uint8Array): Uint8Array {
  const last = bytes.lastIndexOf(10);
  return last < 0 ? bytes : bytes.subarray(0, last);
}

/** Share of the characters past ASCII that people write in tables: letters, kana, common ideographs, a few signs. */
function plausibility(text: string | undefined): number {
  if (text === undefined) return -1;
  let [likely, all] = [0, 0];
  for (const character of text) {
    const code = character.codePointAt(0) ?? 0;
    if (code < 0x80) continue;
    all++;
    if (isLikely(code)) likely++;
  }
  return all === 0 ? 0 : likely / all;
}

function isLikely(code: number): boolean {
  const isLatin = code >= 0xc0 && code <= 0x17f && code !== 0xd7 && code !== 0xf7;
  const isSign = [0xa0, 0xa3, 0xa7, 0xa9, 0xae, 0xb0, 0xb1, 0xb2, 0xb3, 0xb5, 0xba, 0x20ac, 0x2013, 0x2014, 0x2018, 0x2019, 0x201c, 0x201d, 0x2026, 0x2122].includes(code);
  const isEastAsian = (code >= 0x3000 && code <= 0x30ff) || (code >= 0x4e00 && code <= 0x9fff) || (code >= 0xac00 && code <= 0xd7a3) || (code >= 0xff00 && code <= 0xff5e);
  return isLatin || isSign || isEastAsian;
}

/** Decodes a stream of bytes into text, mark removed. What is not valid becomes U+FFFD. */
export async function* decodeStream(bytes: AsyncIterable<Uint8Array>, { encoding }: Encoding): AsyncGenerator<string> {
  const decoder = new TextDecoder(encoding);
  for await (const chunk of bytes) yield decoder.decode(chunk, { stream: true });
  const rest = decoder.decode();
  if (rest !== '') yield rest;
}
