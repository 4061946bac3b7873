// Which character quotes the cells of a delimited text, and whether a backslash escapes it.

import type { Dialect } from './dataset.ts';
import type { Evidence } from './detect.ts';
import { offsetOfLine } from './lines.ts';
import { FAULT, Scanner, type Cells } from './scanner.ts';

const MOST_LINES = 400;

/** The double quote, unless only single quotes wrap cells, and in most lines. */
export function detectQuote(windows: readonly string[]): string {
  const text = windows.join('\n');
  if (/(^|[,;|\t])"/m.test(text)) return '"';
  const lines = text.split('\n').slice(0, MOST_LINES).filter((line) => line.trim() !== '');
  const wrapped = lines.filter((line) => /(^|[,;|\t])'[^']*'([,;|\t\r]|$)/.test(line)).length;
  return lines.length > 1 && wrapped >= lines.length * 0.5 ? "'" : '"';
}

/** A backslash where without it quoted cells break that hold a quote after one, and with it all of them are whole. */
export function detectEscape({ windows, isWhole }: Evidence, dialect: Dialect): string {
  if (dialect.quote === '' || !windows.some((text) => text.includes(`\\${dialect.quote}`))) return '';
  const [broken, left] = ['', '\\'].map((escape) => windows.reduce((sum, text, i) => sum + brokenAtBackslash(text, { ...dialect, escape, skip: i === 0 ? dialect.skip : 1 }, isWhole), 0));
  return left === 0 && broken !== 0 ? '\\' : '';
}

/** Records with a fault of quotes that hold one after a backslash. */
function brokenAtBackslash(text: string, dialect: Dialect, isWhole: boolean): number {
  let broken = 0;
  const isBroken = ({ faults, starts, lineEnd }: Cells) => (faults & (FAULT.strayAfter | FAULT.unclosed)) !== 0 && text.slice(starts[0], lineEnd).includes(`\\${dialect.quote}`);
  new Scanner(dialect).scan(text, offsetOfLine(text, dialect.skip), { record: (cells) => void (isBroken(cells) && broken++) }, isWhole);
  return broken;
}

/** Fewer ragged records than this may be a slip. */
const FEWEST_MENDED = 3;

/** Whether single quotes make all records alike that are ragged without them, and no cell begins with a double quote. */
export function isSingleQuoted({ windows, isWhole }: Evidence, dialect: Dialect): boolean {
  const [head = ''] = windows;
  if (dialect.quote !== '"' || !head.includes(`${dialect.delimiter}'`) || windows.some((text) => /(^|[,;|\t ])"/m.test(text))) return false;
  const [plain, single] = ['"', "'"].map((quote) => unlike(head.slice(offsetOfLine(head, dialect.skip)), { ...dialect, quote, skip: 0 }, isWhole));
  return single === 0 && plain !== undefined && plain >= FEWEST_MENDED;
}

/** Records with more or fewer cells than the first, or with a fault of quotes. */
function unlike(text: string, dialect: Dialect, isWhole: boolean): number {
  let [width, count] = [0, 0];
  new Scanner(dialect).scan(
    text,
    0,
    {
      record: (cells) => {
        width ||= cells.count;
        if (cells.count !== width || cells.faults !== 0) count++;
      },
    },
    isWhole,
  );
  return count;
}
