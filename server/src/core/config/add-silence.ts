// Adds to the text of assay.json; comments and layout stay as they are.

import { findNodeAtLocation, parseTree, type Node, type ParseError } from 'jsonc-parser';
import type { Silence } from '../findings/check.ts';

interface Layout {
  /** One level of indentation. */
  readonly unit: string;
  readonly newline: string;
}

/** The text with one more silence at the end of its list; the same text where it is no JSON object that could take one. `key`: under which the config stands in it. */
export function addSilence(text: string, silence: Silence, key?: string): string {
  const errors: ParseError[] = [];
  const source = text.replace(/^\ufeff/, '');
  const bom = text.slice(0, text.length - source.length);
  if (source.trim() === '') return addSilence(`${bom}{}\n`, silence, key);
  const tree = parseTree(source, errors, { allowTrailingComma: true });
  const root = tree === undefined || key === undefined ? tree : findNodeAtLocation(tree, [key]);
  if (errors.length > 0 || root?.type !== 'object') return text;
  const entry = `{ ${Object.entries(silence).filter(([, value]) => value !== undefined).map(([key, value]) => `${JSON.stringify(key)}: ${JSON.stringify(value)}`).join(', ')} }`;
  const list = findNodeAtLocation(root, ['silence']);
  if (list !== undefined && list.type !== 'array') return text;
  const layout = layoutOf(source);
  return bom + (list === undefined ? insert(source, root, { layout, entry: `"silence": ${inList(entry, layout)}` }) : insert(source, list, { layout, entry }));
}

/** Puts an entry last into an object or a list: on a line of its own where the others are, else beside them. */
function insert(text: string, parent: Node, { entry, layout }: { entry: string; layout: Layout }): string {
  const last = parent.children?.at(-1);
  if (last === undefined) {
    const indent = indentAt(text, parent.offset);
    const inside = indent + layout.unit;
    return splice(text, parent.offset + 1, `${layout.newline}${inside}${deeper(entry, inside)}${layout.newline}${indent}`);
  }
  const indent = /(?:^|[\n\r])([ \t]*)$/.exec(text.slice(0, last.offset))?.[1];
  const before = indent === undefined ? ', ' : `,${layout.newline}${indent}`;
  return splice(text, last.offset + last.length, before + deeper(entry, indent ?? ''));
}

function inList(entry: string, { unit, newline }: Layout): string {
  return `[${newline}${unit}${entry}${newline}]`;
}

function deeper(entry: string, indent: string): string {
  return entry.replace(/\r?\n/g, (newline) => newline + indent);
}

function splice(text: string, at: number, added: string): string {
  return text.slice(0, at) + added + text.slice(at);
}

function indentAt(text: string, offset: number): string {
  return /(?:^|[\n\r])([ \t]*)[^\n\r]*$/.exec(text.slice(0, offset))?.[1] ?? '';
}

function layoutOf(text: string): Layout {
  return { unit: /[\n\r]([ \t]+)\S/.exec(text)?.[1] ?? '  ', newline: text.includes('\r\n') ? '\r\n' : '\n' };
}
