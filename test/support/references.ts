// Fixtures of references: one folder a case, with a text (input.*, or a name of its own where that matters) and what it names.

import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from './sources.ts';
import type { Reference } from '../../server/src/core/code/reference.ts';
import type { Range } from '../../server/src/core/table/address.ts';

/** A reference as a fixture writes it: `line` is 0-based, `text` stands under its range. */
export type Expected = Pick<Reference, 'target' | 'base' | 'reader' | 'sure' | 'writes' | 'reading'> & { readonly line: number; readonly text: string };

export interface Case {
  readonly name: string;
  /** The name of the text's file. */
  readonly file: string;
  readonly text: string;
  readonly expected: readonly Expected[];
}

export function referenceCases(): readonly Case[] {
  const root = join(ROOT, 'test/fixtures/references');
  return readdirSync(root).toSorted().map((name) => {
    const file = readdirSync(join(root, name)).find((entry) => entry !== 'expected.json') ?? '';
    const expected = JSON.parse(readFileSync(join(root, name, 'expected.json'), 'utf8')) as Expected[];
    return { name, file, text: readFileSync(join(root, name, file), 'utf8'), expected };
  });
}

/** Counted anew here, so that a slip in the code under test shows. */
export function textUnder(text: string, { start, end }: Range): string {
  const lines = text.split(/(?<=\r\n|\n|\r(?!\n))/);
  const offset = (line: number, character: number) => lines.slice(0, line).join('').length + character;
  return text.slice(offset(start.line, start.character), offset(end.line, end.character));
}
