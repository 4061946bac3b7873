// Filters in words, as chips and announcements say them; and the parts that chips stand for.

import type { Arrangement, Condition, Filter } from '../contract/dataset.ts';
import { count, plural, quote } from '../contract/words.ts';

/** `all`: every part must hold; `any`: one of them. */
export type Joint = 'all' | 'any';

export interface Parts {
  readonly joint: Joint;
  readonly of: readonly Filter[];
}

/** What the chips stand for: the outermost group. */
export function partsOf(filter: Filter | undefined): Parts {
  if (filter === undefined) return { joint: 'all', of: [] };
  if (filter.kind === 'and') return { joint: 'all', of: filter.of };
  return filter.kind === 'or' && filter.of.length > 1 ? { joint: 'any', of: filter.of } : { joint: 'all', of: [filter] };
}

export function filterOf({ joint, of }: Parts): Filter | undefined {
  if (of.length === 0) return undefined;
  if (of.length === 1 && (joint === 'all' || of[0]?.kind !== 'and')) return of[0]?.kind === 'or' ? { kind: 'and', of } : of[0];
  return { kind: joint === 'all' ? 'and' : 'or', of };
}

const MODES = { contains: 'contains', is: 'is', starts: 'starts with', ends: 'ends with', matches: 'matches' } as const;
const ABSENCES = { any: 'missing', null: 'null', empty: 'empty', nan: 'NaN', sentinel: 'stands for missing' } as const;

const NEGATIONS = [['is ', 'is not '], ['contains', 'does not contain'], ['starts', 'does not start'], ['ends', 'does not end'], ['matches', 'does not match']] as const;

/** A chip's text: what it is of, and what is asked of it. */
export interface Words {
  readonly subject: string;
  readonly rest: string;
}

export function wordsOf(filter: Filter, names: readonly string[]): Words {
  switch (filter.kind) {
    case 'and':
    case 'or':
      return { subject: '', rest: groupWords(filter, names) };
    case 'not':
      return negated(filter.of, names);
    case 'rows':
      return { subject: '', rest: `${plural(filter.rows.length, 'row')} with findings` };
    default:
      return { subject: names[filter.column] ?? '', rest: conditionWords(filter) };
  }
}

export function sentence(filter: Filter, names: readonly string[]): string {
  const { subject, rest } = wordsOf(filter, names);
  return [subject, rest].filter((word) => word !== '').join(' ');
}

/** Several columns that miss a value in the same way are said as one. */
function groupWords(group: Extract<Filter, { kind: 'and' | 'or' }>, names: readonly string[]): string {
  const { kind } = group;
  const of = flat(group);
  const [first] = of;
  const isOneAbsence = first?.kind === 'absent' && of.every((part) => part.kind === 'absent' && part.which === first.which);
  if (isOneAbsence && of.length > 2) return `${ABSENCES[first.which]} in ${kind === 'or' ? 'any' : 'all'} of ${count(of.length)} columns`;
  return of.map((part) => sentence(part, names)).join(kind === 'or' ? ' or ' : ' and ');
}

/** Groups of the same kind inside one another are one. */
function flat(group: Extract<Filter, { kind: 'and' | 'or' }>): Filter[] {
  return group.of.flatMap((part) => (part.kind === group.kind ? flat(part as typeof group) : [part]));
}

function negated(filter: Filter, names: readonly string[]): Words {
  const { subject, rest } = wordsOf(filter, names);
  const found = NEGATIONS.find(([word]) => rest.startsWith(word));
  return { subject, rest: found === undefined ? `not ${rest}` : found[1] + rest.slice(found[0].length) };
}

function conditionWords(condition: Exclude<Condition, { kind: 'rows' }>): string {
  switch (condition.kind) {
    case 'in':
      return condition.values.length <= 2 ? `is ${condition.values.map(quote).join(' or ')}` : `is one of ${count(condition.values.length)} values`;
    case 'range':
      return rangeWords(condition);
    case 'text':
      return `${MODES[condition.mode]} ${condition.mode === 'matches' ? `/${condition.text}/` : quote(condition.text)}${condition.matchCase ? ', case matters' : ''}`;
    case 'absent':
      return ABSENCES[condition.which];
  }
}

function rangeWords({ min, max }: Extract<Condition, { kind: 'range' }>): string {
  if (min !== undefined && max !== undefined) return min === max ? `= ${min}` : `${min} to ${max}`;
  if (min !== undefined) return `≥ ${min}`;
  return max === undefined ? 'has a value' : `≤ ${max}`;
}

/** What an arrangement does, for a screen reader. */
export function announce({ filter, sort }: Arrangement, rows: { readonly shown: number; readonly all: number }, names: readonly string[]): string {
  const sorted = sort.map(({ column, descending }) => `${names[column] ?? ''} ${descending ? 'descending' : 'ascending'}`).join(', then ');
  const order = sorted === '' ? '' : ` Sorted by ${sorted}.`;
  return filter === undefined ? `${plural(rows.all, 'row')}.${order}` : `${count(rows.shown)} of ${plural(rows.all, 'row')}.${order}`;
}
