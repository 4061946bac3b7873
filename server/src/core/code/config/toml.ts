// The string values of a TOML text with their places, which its parsers do not tell.

import { parse } from 'smol-toml';

export interface TomlString {
  readonly value: string;
  /** The last part of the key it belongs to. */
  readonly key: string;
  /** Offsets of the content, without its quotes. */
  readonly from: number;
  readonly to: number;
}

const TOKEN = /#[^\n]*|"""(?:\\[\s\S]|(?!""")[^\\])*"{3,5}|'''(?:(?!''')[\s\S])*'{3,5}|"(?:\\.|[^"\\\n])*"?|'[^'\n]*'|\n|[=[\]{},]|[^\s=[\]{},"'#]+/g;

/** In the order of the text; broken lines are passed over. */
export function stringsInToml(text: string): readonly TomlString[] {
  const found: TomlString[] = [];
  const state = { key: '', isValue: false, keys: [] as string[], brackets: [] as string[] };
  for (const { 0: token, index } of text.matchAll(TOKEN)) {
    if (token.startsWith('#')) continue;
    const isString = /^["']/.test(token);
    if (isString && state.isValue) {
      const quote = /^("""|''')/.test(token) ? 3 : 1;
      const value = valueOf(token);
      if (value !== undefined) found.push({ value, key: state.key, from: index + quote, to: index + token.length - quote });
    } else step(state, token);
  }
  return found;
}

interface State {
  /** The key of the value that is being read. */
  key: string;
  isValue: boolean;
  /** Keys around, one for each open inline table. */
  keys: string[];
  /** Open arrays and inline tables of a value. */
  brackets: string[];
}

/** What a token that is no string value does to the place we are in. */
function step(state: State, token: string): void {
  const inside = state.brackets.at(-1);
  if (token === '=') state.isValue = true;
  else if (token === '\n') {
    if (inside === undefined) state.isValue = false;
  } else if (token === '[' || token === '{') open(state, token);
  else if (token === ']' || token === '}') {
    if (state.brackets.pop() === '{') state.key = state.keys.pop() ?? '';
    state.isValue = state.brackets.length > 0;
  } else if (token === ',') state.isValue = inside === '[';
  else if (!state.isValue) state.key = keyOf(token);
}

/** A bracket at the start of a line is a table's header, not a value. */
function open(state: State, bracket: string): void {
  if (!state.isValue) return;
  state.brackets.push(bracket);
  if (bracket !== '{') return;
  state.keys.push(state.key);
  state.isValue = false;
}

function keyOf(token: string): string {
  const bare = token.replace(/^["']|["']$/g, '');
  return bare.slice(bare.lastIndexOf('.') + 1);
}

/** A string's value by TOML's own rules for escapes and line ends; undefined where it never ends. */
function valueOf(token: string): string | undefined {
  if (token.length < 2 || !token.endsWith(token[0] ?? '')) return undefined;
  if (!/^"""|^'''|\\/.test(token)) return token.slice(1, -1);
  try {
    const { value } = parse(`value = ${token}`);
    return typeof value === 'string' ? value : undefined;
  } catch {
    return undefined; // an escape that TOML does not know
  }
}
