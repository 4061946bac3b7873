// Structural problems of a text, as findings.

import type { Problem, Problems } from '../table/problem.ts';
import type { Code } from './codes.ts';
import type { Finding } from './finding.ts';
import { CODES } from './codes.ts';
import type { Group } from './cap.ts';
import { count, list, quote } from '../words.ts';

type Said = Pick<Finding, 'message'> & Partial<Finding>;
type Sayers = { readonly [kind in Problem['kind']]: (problem: Extract<Problem, { kind: kind }>) => Said };

const NEWLINE_NAMES = { '\n': 'LF', '\r\n': 'CRLF', '\r': 'CR' } as const;

const SAY: Sayers = {
  'ragged-row': (p) => ({
    message: `This row has ${cells(p.cells)}; the header has ${count(p.expected)}.${p.extra === undefined ? '' : ` The extra cell is ${quote(p.extra)}.`}`,
  }),
  'odd-header': (p) => ({
    message: `${p.row < 0 ? 'The header' : 'The first row'} has ${cells(p.cells)}; ${count(p.ragged)} of ${p.row < 0 ? '' : 'the other '}${count(p.rows)} rows have more or fewer, mostly ${count(p.usual)}.`,
  }),
  'unclosed-quote': (p) => ({
    message:
      p.swallowed > 0
        ? `The quote opened here is never closed: most readers take the next ${count(p.swallowed)} ${p.swallowed === 1 ? 'row' : 'rows'} for one cell.`
        : 'The quote opened here is never closed.',
  }),
  'stray-quote': (p) => ({
    message: 'Text follows the closing quote: readers disagree on this cell.',
    fix: { kind: 'replace-text', title: 'Quote this cell', text: p.fixed },
  }),
  'padded-quote': (p) => ({
    message: 'White space stands before the quote: readers disagree on this cell.',
    fix: { kind: 'replace-text', title: 'Quote this cell', text: p.fixed },
  }),
  'mixed-newlines': (p) => ({ message: `Lines end in more than one way: ${newlines(p.counts)}. The first odd one ends here.` }),
  'wrong-encoding': (p) => ({
    message:
      p.fixed === undefined
        ? `Characters in ${quote(p.text)} are lost: they could not be read here, or when the file was written.`
        : `${quote(p.text)} was written in one encoding and read in another: it was probably ${quote(p.fixed)}.`,
    value: p.text,
    fix: p.fixed === undefined ? undefined : { kind: 'replace-value', title: `Replace with ${quote(p.fixed)}`, text: p.fixed },
  }),
  'broken-record': (p) => ({ message: `This record cannot be read: ${p.reason}.` }),
  'nul-character': () => ({ message: 'This cell holds a NUL character: many readers stop here.' }),
};

/** Kinds that share another code's page and setting. */
const CODE_OF: { readonly [kind in Problem['kind']]: Code } = {
  'ragged-row': 'ragged-row',
  'odd-header': 'ragged-row',
  'unclosed-quote': 'unclosed-quote',
  'stray-quote': 'stray-quote',
  'padded-quote': 'stray-quote',
  'mixed-newlines': 'mixed-newlines',
  'wrong-encoding': 'wrong-encoding',
  'nul-character': 'wrong-encoding',
  'broken-record': 'dataset-unreadable',
};

const CODES_OF_STRUCTURE: ReadonlySet<Code> = new Set(Object.values(CODE_OF));

/** Whether findings of this code come from the way the text is written, and from nothing else. */
export function isStructural(code: Code): boolean {
  return CODES_OF_STRUCTURE.has(code);
}

/** From so many on, white space before quotes is how the file is laid out: said once. */
const FEWEST_HABITUAL = 20;

function sayPadded(total: number): string {
  return `${count(total)} cells have white space before their quotes: many readers take the quotes for part of the value (skipinitialspace=True in pandas drops the white space).`;
}

export function structureGroups(problems: Problems, header: readonly string[]): readonly Group[] {
  const kinds = [...new Set(problems.list.map((problem) => problem.kind))];
  return kinds.map((kind) => {
    const marked = problems.list.filter((problem) => problem.kind === kind).map((problem) => toFinding(problem, header));
    const total = problems.totals[kind] ?? marked.length;
    const code = CODE_OF[kind];
    if (kind === 'padded-quote' && total >= FEWEST_HABITUAL) return { code, severity: CODES[code].severity, total, marked: [], summary: sayPadded(total) };
    return { code, severity: CODES[code].severity, total, marked, summary: `${CODES[code].title}: ${count(total)} times in this file.` };
  });
}

function toFinding(problem: Problem, header: readonly string[]): Finding {
  const code = CODE_OF[problem.kind];
  const column = 'column' in problem ? problem.column : undefined;
  return {
    code,
    severity: CODES[code].severity,
    address: { row: problem.row, column },
    column: column === undefined ? undefined : header[column],
    range: problem.range,
    ...say(problem),
  };
}

function say<K extends Problem['kind']>(problem: Extract<Problem, { kind: K }>): Said {
  return (SAY[problem.kind as K] as (problem: Extract<Problem, { kind: K }>) => Said)(problem);
}

function cells(n: number): string {
  return n === 1 ? '1 cell' : `${count(n)} cells`;
}

function newlines(counts: { readonly [newline in keyof typeof NEWLINE_NAMES]: number }): string {
  const present = (Object.keys(NEWLINE_NAMES) as (keyof typeof NEWLINE_NAMES)[]).filter((newline) => counts[newline] > 0);
  return list(present.map((newline) => `${count(counts[newline])} with ${NEWLINE_NAMES[newline]}`));
}
