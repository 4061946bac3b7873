// JavaScript's string and template literals: what they stand for, and where their content stands in the source.

import type { Literal } from '../syntax/place.ts';

const SIMPLE: { readonly [letter: string]: string } = { n: '\n', t: '\t', r: '\r', b: '\b', f: '\f', v: '\v', '0': '\u0000' };
const ESCAPE = /\\(?:x([0-9a-fA-F]{2})|u([0-9a-fA-F]{4})|u\{([0-9a-fA-F]{1,8})\}|(\r\n|[\n\r\u2028\u2029])|([\s\S]))/g;

/** A string, or a template without ${…}, with its quotes; undefined where it is not closed. */
export function readLiteral(source: string): Literal | undefined {
  const [, , body = ''] = /^(["'`])([\s\S]*)\1$/.exec(source) ?? [];
  if (source.length < 2 || !/^(["'`])[\s\S]*\1$/.test(source) || (source.startsWith('`') && /(^|[^\\])\$\{/.test(body))) return undefined;
  return { value: unescape(body), from: 1, to: 1 + body.length, isPlain: !/[\\\r]/.test(body) };
}

export function unescape(body: string): string {
  if (!body.includes('\\')) return body;
  return body.replace(ESCAPE, (_, x?: string, u?: string, long?: string, newline?: string, letter = '') => {
    if (newline !== undefined) return '';
    const hex = x ?? u ?? long;
    const code = hex === undefined ? 0 : Number.parseInt(hex, 16);
    return hex === undefined ? (SIMPLE[letter] ?? letter) : String.fromCodePoint(code > 0x10ffff ? 0xfffd : code);
  });
}
