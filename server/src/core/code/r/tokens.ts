// Cuts R's text into tokens.

export interface Token {
  readonly kind: 'string' | 'number' | 'name' | 'sign' | 'end';
  readonly text: string;
  readonly from: number;
  readonly to: number;
  /** true where a line ended before it: it may begin a statement. */
  readonly isFirst: boolean;
}

const TOKEN = /#[^\n]*|[rR](["'])(-*)[[({]|"(?:[^"\\]|\\[\s\S])*"|'(?:[^'\\]|\\[\s\S])*'|`(?:[^`\\]|\\[\s\S])*`|0[xX][\da-fA-F]+L?|(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?[Li]?|(?:[A-Za-z\u0080-\uffff]|\.(?!\d))[\w.\u0080-\uffff]*|<<-|->>|<-|->|<=|>=|==|!=|:::|::|:=|\|>|\|\||&&|%[^%\n]*%|[^\s]/y;
const SPACE = /\s*/y;
const CLOSING: { readonly [open: string]: string } = { '(': ')', '[': ']', '{': '}' };

export function tokensOf(text: string): readonly Token[] {
  const tokens: Token[] = [];
  let isFirst = true;
  for (let at = 0; ; ) {
    SPACE.lastIndex = at;
    isFirst = /[\r\n]/.test(SPACE.exec(text)?.[0] ?? '') || isFirst;
    const from = SPACE.lastIndex;
    TOKEN.lastIndex = from;
    const match = TOKEN.exec(text);
    if (match === null) return [...tokens, { kind: 'end', text: '', from, to: from, isFirst: true }];
    const [found, quote, dashes = ''] = match;
    // r"(…)", r"---[…]---": no escapes, to the bracket, dashes and quote that match.
    const close = quote === undefined ? -1 : text.indexOf(`${CLOSING[found.at(-1) ?? ''] ?? ''}${dashes}${quote}`, TOKEN.lastIndex);
    const to = quote === undefined ? TOKEN.lastIndex : close < 0 ? text.length : close + 2 + dashes.length;
    at = to;
    if (found.startsWith('#')) continue;
    tokens.push({ kind: kindOf(found, quote !== undefined), text: text.slice(from, to), from, to, isFirst });
    isFirst = false;
  }
}

function kindOf(token: string, isRaw: boolean): Token['kind'] {
  if (isRaw || (token.length > 1 && /^["']/.test(token))) return 'string';
  if (/^\.?\d/.test(token)) return 'number';
  return /^[A-Za-z.\u0080-\uffff]|^`./.test(token) ? 'name' : 'sign';
}
