// R's string literals: what they stand for, and where their content stands in the source.

import type { Literal } from '../syntax/place.ts';

const RAW = /^[rR](["'])(-*)[[({]([\s\S]*)[\])}]\2\1$/;
const PLAIN = /^(["'])([\s\S]*)\1$/;
const SIMPLE: { readonly [letter: string]: string } = { n: '\n', t: '\t', r: '\r', a: '\x07', b: '\b', f: '\f', v: '\v', '0': '\u0000' };
const ESCAPE = /\\(?:([0-7]{1,3})|x([0-9a-fA-F]{1,2})|u\{?([0-9a-fA-F]{1,4})\}?|U\{?([0-9a-fA-F]{1,8})\}?|([\s\S]))/g;

/** A literal with its quotes; undefined where it is not closed. */
export function readLiteral(source: string): Literal | undefined {
  const raw = RAW.exec(source);
  if (raw !== null) {
    const [, , dashes = '', body = ''] = raw;
    return { value: body, from: 3 + dashes.length, to: 3 + dashes.length + body.length, isPlain: true };
  }
  const body = PLAIN.exec(source)?.[2];
  return body === undefined || source.length < 2 ? undefined : { value: unescape(body), from: 1, to: 1 + body.length, isPlain: !body.includes('\\') };
}

function unescape(body: string): string {
  return body.replace(ESCAPE, (_, octal?: string, ...rest: (string | undefined)[]) => {
    const [x, u, long, letter = ''] = rest;
    const hex = x ?? u ?? long;
    if (octal !== undefined) return String.fromCharCode(Number.parseInt(octal, 8));
    const code = hex === undefined ? 0 : Number.parseInt(hex, 16);
    return hex === undefined ? (SIMPLE[letter] ?? letter) : String.fromCodePoint(code > 0x10ffff ? 0xfffd : code);
  });
}
