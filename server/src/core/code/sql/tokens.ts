// Cuts SQL into tokens: comments fall away, strings and quoted names keep their value and place.

export interface Token {
  readonly kind: 'word' | 'string' | 'name' | 'sign';
  /** A word in small letters; what a string or quoted name stands for; a sign as it is. */
  readonly value: string;
  /** Where the content stands, without its quotes. */
  readonly from: number;
  readonly to: number;
}

const TOKEN = /--[^\n]*|\/\*|[eE]'(?:[^'\\]|''|\\[\s\S])*'|'(?:[^']|'')*'|"(?:[^"]|"")*"|`[^`]*`|\$(?:[A-Za-z_]\w*)?\$|[A-Za-z_\u0080-\uffff][\w$\u0080-\uffff]*|\d[\w.]*|[^\s]/y;
const SPACE = /\s*/y;
/** Dollar quotes that are never closed are looked for to the end of the text, each; so many and no more. */
const MOST_UNCLOSED = 50;

export function tokensOf(sql: string): readonly Token[] {
  const tokens: Token[] = [];
  let unclosed = 0;
  for (let at = 0; ; ) {
    SPACE.lastIndex = at;
    SPACE.test(sql);
    TOKEN.lastIndex = SPACE.lastIndex;
    const text = TOKEN.exec(sql)?.[0];
    if (text === undefined) return tokens;
    const from = SPACE.lastIndex;
    at = TOKEN.lastIndex;
    if (text.startsWith('--')) continue;
    if (text === '/*') {
      at = endOfComment(sql, at);
      continue;
    }
    const close = /^\$(?:[A-Za-z_]\w*)?\$$/.test(text) && unclosed < MOST_UNCLOSED ? sql.indexOf(text, at) : -1;
    if (close >= 0) {
      tokens.push({ kind: 'string', value: sql.slice(at, close), from: at, to: close });
      at = close + text.length;
      continue;
    }
    if (text.length > 1 && text.startsWith('$')) unclosed++;
    tokens.push(read(text, from));
  }
}

/** Comments may stand in one another. */
function endOfComment(sql: string, from: number): number {
  const edge = /\/\*|\*\//g;
  edge.lastIndex = from;
  for (let depth = 1; depth > 0; ) {
    const match = edge.exec(sql);
    if (match === null) return sql.length;
    depth += match[0] === '/*' ? 1 : -1;
  }
  return edge.lastIndex;
}

function read(text: string, from: number): Token {
  const [first = ''] = text;
  const to = from + text.length;
  if (/^e'/i.test(text)) return { kind: 'string', value: unescape(text.slice(2, -1)), from: from + 2, to: to - 1 };
  if (text.length > 1 && /^['"`]/.test(first)) {
    const value = text.slice(1, -1).replaceAll(first + first, first);
    return { kind: first === "'" ? 'string' : 'name', value, from: from + 1, to: to - 1 };
  }
  return /^\w|[\u0080-\uffff]/.test(first) ? { kind: 'word', value: text.toLowerCase(), from, to } : { kind: 'sign', value: text, from, to };
}

const LETTERS: { readonly [letter: string]: string } = { n: '\n', t: '\t', r: '\r', b: '\b', f: '\f' };

function unescape(body: string): string {
  return body.replace(/''|\\([\s\S])/g, (whole, letter?: string) => (letter === undefined ? whole.slice(1) : (LETTERS[letter] ?? letter)));
}
