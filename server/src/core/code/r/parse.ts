// Parses R into a syntax tree of the same kind as the other languages have. Broken code makes a tree of what can be read.

import { NodeSet, NodeType, Tree } from '@lezer/common';
import type { Part } from '../syntax/find.ts';
import { tokensOf, type Token } from './tokens.ts';

const NAMES = ['Script', 'Call', 'Args', 'Arg', 'ArgName', 'String', 'Number', 'Name', 'Namespace', 'Binary', 'Op', 'Unary', 'Function', 'Params', 'Block', 'Paren', 'If', 'For', 'Loop', 'Index', 'Member'] as const;
type Name = (typeof NAMES)[number];
const NODES = new NodeSet(NAMES.map((name, id) => NodeType.define({ id, name, top: id === 0 })));

/** From loosest to tightest, as in ?Syntax; a negative one binds to the right. */
const BINDING: { readonly [operator: string]: number } = {
  '?': 1, '=': -2, '<-': -3, '<<-': -3, ':=': -3, '->': 4, '->>': 4, '~': 5, '|': 6, '||': 6, '&': 7, '&&': 7,
  '==': 9, '!=': 9, '<': 9, '>': 9, '<=': 9, '>=': 9, '+': 10, '-': 10, '*': 11, '/': 11, '|>': 12, ':': 13, '^': -15,
};
const UNARY: { readonly [operator: string]: number } = { '?': 1, '~': 5, '!': 8, '-': 14, '+': 14 };
/** Brackets in one another; deeper ones are passed over. */
const DEEPEST = 120;

export function parseR(text: string): readonly Part[] {
  return [{ text, from: 0, tree: new Parser(tokensOf(text)).script(text.length) }];
}

class Parser {
  readonly #tokens: readonly Token[];
  /** Nodes in the order of their ends, four numbers each: type, from, to, size with what is inside. */
  readonly #nodes: number[] = [];
  #at = 0;
  #depth = 0;
  /** Where a new line ends nothing: within ( and [. */
  #isInline = false;

  constructor(tokens: readonly Token[]) {
    this.#tokens = tokens;
  }

  script(length: number): Tree {
    while (this.#token.kind !== 'end') this.#statement();
    return Tree.build({ buffer: this.#nodes, nodeSet: NODES, topID: 0, length });
  }

  get #token(): Token {
    return this.#tokens[this.#at] ?? { kind: 'end', text: '', from: 0, to: 0, isFirst: true };
  }

  get #end(): number {
    return this.#tokens[this.#at - 1]?.to ?? 0;
  }

  #isSign(text: string): boolean {
    return this.#token.kind === 'sign' && this.#token.text === text;
  }

  #isWord(text: string): boolean {
    return this.#token.kind === 'name' && this.#token.text === text;
  }

  #leaf(name: Name): void {
    const { from, to } = this.#token;
    this.#nodes.push(NAMES.indexOf(name), from, to, 4);
    this.#at++;
  }

  /** Everything that was read since `start` becomes the inside of a node. */
  #wrap(name: Name, from: number, start: number): void {
    this.#nodes.push(NAMES.indexOf(name), from, this.#end, this.#nodes.length - start + 4);
  }

  /** An expression, or a stray token that is passed over. */
  #statement(): void {
    const before = this.#at;
    this.#expression(0);
    if (this.#at === before) this.#at++;
  }

  #expression(least: number): void {
    if (this.#depth > DEEPEST) {
      if (this.#token.kind !== 'end') this.#at++;
      return;
    }
    this.#depth++;
    const [from, start] = [this.#token.from, this.#nodes.length];
    if (this.#primary()) while (this.#suffix(from, start) || this.#operator(from, start, least)) continue;
    this.#depth--;
  }

  /** Whether there is something that a value begins with. */
  #primary(): boolean {
    const { kind, text, from } = this.#token;
    const start = this.#nodes.length;
    if (kind === 'string') this.#leaf('String');
    else if (kind === 'number') this.#leaf('Number');
    else if (kind === 'name') this.#word(text, from, start);
    else if (text === '(') this.#inside(')', () => this.#expressions('Paren', from, start));
    else if (text === '{') this.#inside('}', () => this.#expressions('Block', from, start));
    else if (text === '\\') this.#function(from, start);
    else if (UNARY[text] !== undefined && kind === 'sign') {
      this.#at++;
      this.#expression(UNARY[text]);
      this.#wrap('Unary', from, start);
    } else return false;
    return true;
  }

  #word(text: string, from: number, start: number): void {
    if (text === 'function') return this.#function(from, start);
    if (text === 'if') return this.#if(from, start);
    if (text === 'for' || text === 'while') return this.#loop(text, from, start);
    if (text === 'repeat') {
      this.#at++;
      this.#expression(3);
      return this.#wrap('Loop', from, start);
    }
    const [colons, member] = [this.#tokens[this.#at + 1], this.#tokens[this.#at + 2]];
    if (colons?.kind !== 'sign' || !/^:::?$/.test(colons.text) || member === undefined || member.kind === 'end') return this.#leaf('Name');
    this.#at += 3;
    this.#wrap('Namespace', from, start);
  }

  /** Reads up to a closing bracket, with new lines that count only in { … }. */
  #inside(close: string, read: () => void): void {
    const wasInline = this.#isInline;
    this.#isInline = close !== '}';
    this.#at++;
    read();
    this.#isInline = wasInline;
  }

  #expressions(name: 'Paren' | 'Block', from: number, start: number): void {
    const close = name === 'Paren' ? ')' : '}';
    while (this.#token.kind !== 'end' && !this.#isSign(close)) this.#statement();
    if (this.#isSign(close)) this.#at++;
    this.#wrap(name, from, start);
  }

  #function(from: number, start: number): void {
    this.#at++;
    if (this.#isSign('(')) this.#arguments(')', 'Params');
    this.#expression(3);
    this.#wrap('Function', from, start);
  }

  #if(from: number, start: number): void {
    this.#at++;
    this.#condition();
    this.#expression(3);
    if (this.#isWord('else')) {
      this.#at++;
      this.#expression(3);
    }
    this.#wrap('If', from, start);
  }

  #loop(word: string, from: number, start: number): void {
    this.#at++;
    this.#condition();
    this.#expression(3);
    this.#wrap(word === 'for' ? 'For' : 'Loop', from, start);
  }

  /** (condition), (name in values). */
  #condition(): void {
    const { from } = this.#token;
    const start = this.#nodes.length;
    if (this.#isSign('(')) this.#inside(')', () => this.#expressions('Paren', from, start));
  }

  /** Calls, indices and members. */
  #suffix(from: number, start: number): boolean {
    if (this.#token.kind !== 'sign' || (this.#token.isFirst && !this.#isInline)) return false;
    const { text } = this.#token;
    if (text === '(') {
      this.#arguments(')', 'Args');
      this.#wrap('Call', from, start);
    } else if (text === '[') {
      const isDouble = this.#tokens[this.#at + 1]?.text === '[';
      if (isDouble) this.#at++;
      this.#arguments(']', 'Args');
      if (isDouble && this.#isSign(']')) this.#at++;
      this.#wrap('Index', from, start);
    } else if (text === '$' || text === '@') {
      this.#at++;
      this.#memberName();
      this.#wrap('Member', from, start);
    } else return false;
    return true;
  }

  #memberName(): void {
    if (this.#token.kind === 'name') this.#leaf('Name');
    else if (this.#token.kind === 'string') this.#leaf('String');
  }

  #arguments(close: string, name: 'Args' | 'Params'): void {
    const { from } = this.#token;
    const start = this.#nodes.length;
    this.#inside(close, () => {
      while (this.#token.kind !== 'end' && !this.#isSign(close)) {
        if (this.#isSign(',')) this.#at++;
        else if (/^[)\]}]$/.test(this.#token.text)) break; // an open bracket must not swallow what follows
        else this.#argument();
      }
      if (this.#isSign(close)) this.#at++;
      this.#wrap(name, from, start);
    });
  }

  #argument(): void {
    const [{ from, kind }, next, start, before] = [this.#token, this.#tokens[this.#at + 1], this.#nodes.length, this.#at];
    const isNamed = /^(name|string)$/.test(kind) && next?.kind === 'sign' && next.text === '=';
    if (isNamed) {
      this.#leaf('ArgName');
      this.#at++;
    }
    this.#expression(0);
    if (this.#at === before) this.#at++;
    this.#wrap('Arg', from, start);
  }

  #operator(from: number, start: number, least: number): boolean {
    const { kind, text, isFirst } = this.#token;
    if (kind !== 'sign' || (isFirst && !this.#isInline)) return false;
    const binding = /^%.*%$/.test(text) ? 12 : BINDING[text];
    if (binding === undefined || Math.abs(binding) < least) return false;
    this.#leaf('Op');
    this.#expression(binding < 0 ? -binding : binding + 1);
    this.#wrap('Binary', from, start);
    return true;
  }
}
