// A profile of a table in memory, good enough to draw.

import type { ColumnProfile, Histogram, News, ShownFinding, ShownGroup, Summary } from '../../webviews/contract/dataset.ts';
import type { Table } from './tables.ts';

const BINS = 20;

export function profileOf(table: Table): Extract<News, { kind: 'profile' }> {
  return { kind: 'profile', rows: table.rows, exact: true, columns: table.columns.map((_, index) => columnOf(table, index)) };
}

function columnOf(table: Table, index: number): ColumnProfile {
  const { name = '', type = 'text' } = table.columns[index] ?? {};
  const counts = new Map<string, number>();
  for (let row = 0; row < Math.min(table.rows, 5000); row++) {
    const cell = table.cell(row, index) ?? '';
    counts.set(cell, (counts.get(cell) ?? 0) + 1);
  }
  const missing = counts.get('') ?? 0;
  counts.delete('');
  const sentinels = ['-999', 'NaN', 'Not Rated'].flatMap((value) => (counts.has(value) ? [{ value, count: counts.get(value) ?? 0 }] : []));
  for (const { value } of sentinels) counts.delete(value);
  const top = [...counts].sort((a, b) => b[1] - a[1]).slice(0, 10).map(([value, count]) => ({ value, count }));
  const isNumber = type === 'integer' || type === 'number';
  const numbers = isNumber ? [...counts].flatMap(([value, count]) => Array.from({ length: count }, () => Number(value))).filter(Number.isFinite).sort((a, b) => a - b) : [];
  const lengths = [...counts.keys()].map((value) => value.length);
  const at = (p: number): number => numbers[Math.floor(p * (numbers.length - 1))] ?? 0;
  return {
    name, index, type, count: [...counts.values()].reduce((sum, n) => sum + n, 0), missing, sentinels, misfits: 0, misfitValues: [], distinct: counts.size, distinctExact: true,
    min: numbers.length > 0 ? String(numbers[0]) : undefined, max: numbers.length > 0 ? String(numbers.at(-1)) : undefined,
    mean: numbers.length > 0 ? numbers.reduce((sum, x) => sum + x / numbers.length, 0) : undefined, quantiles: numbers.length > 0 ? [0.25, 0.5, 0.75].map((p) => [p, at(p)] as const) : [],
    top, topExact: true, histogram: numbers.length > 0 ? histogramOf(numbers) : undefined, lengths: isNumber ? undefined : { min: Math.min(...lengths), max: Math.max(...lengths), mean: 10 }, leadingZeros: 0, padded: 0,
  };
}

function histogramOf(numbers: readonly number[]): Histogram {
  const [low, high] = [numbers[0] ?? 0, numbers.at(-1) ?? 1];
  const width = (high - low) / BINS || 1;
  const counts = Array.from({ length: BINS }, () => 0);
  for (const x of numbers) {
    const bin = Math.min(BINS - 1, Math.floor((x - low) / width));
    counts[bin] = (counts[bin] ?? 0) + 1;
  }
  return { edges: Array.from({ length: BINS + 1 }, (_, i) => low + i * width), counts, exact: true };
}

/** Findings in the movies: some cells, some columns. */
export function findingsOf(table: Table): ShownGroup[] {
  const where = (name: string): number => table.columns.findIndex((column) => column.name === name);
  const group = (code: string, severity: ShownGroup['severity'], name: string, test: (cell: string) => boolean, say: (cell: string) => string): ShownGroup => {
    const column = where(name);
    const findings: ShownFinding[] = [];
    for (let row = 0; row < table.rows; row++) {
      const cell = table.cell(row, column) ?? '';
      if (test(cell)) findings.push({ code, severity, message: say(cell), row, column });
    }
    return { code, severity, column, total: findings.length, summary: `${findings.length} cells of ${name} are like this.`, findings: findings.slice(0, 100) };
  };
  return [
    group('type-mismatch', 'error', 'Release_Date', (cell) => /20[2-4]\d$/.test(cell), (cell) => `"${cell}" lies after today in Release_Date.`),
    group('sentinel', 'warning', 'US_Gross', (cell) => cell === '0', () => '"0" stands for missing in US_Gross: films that were shown took something.'),
    group('sentinel', 'warning', 'Worldwide_Gross', (cell) => cell === '0', () => '"0" stands for missing in Worldwide_Gross.'),
    group('wrong-encoding', 'warning', 'Title', (cell) => /[ÃÂ�]/.test(cell), (cell) => `"${cell}" was written in one encoding and read in another.`),
    group('near-miss', 'information', 'MPAA_Rating', (cell) => cell === 'Open', () => '"Open" occurs 5 times; "R" 1,194 times.'),
    { code: 'duplicate-row', severity: 'hint', total: 2, summary: 'Two rows occur twice.', findings: [{ code: 'duplicate-row', severity: 'hint', message: 'This row occurs twice.', row: 12 }] },
  ].filter(({ total }) => total > 0) as ShownGroup[];
}

/** Some columns go missing together, some rise together. */
export function fakeSummary(columns: number): Summary {
  const few = Array.from({ length: Math.min(4, columns) }, (_, i) => i);
  const shares = few.map((column) => Array.from({ length: 60 }, (_, i) => ((i * (column + 3)) % 10) / 10));
  const patterns = few.map((column) => ({ columns: few.slice(0, column + 1), rows: 40 - column }));
  const pairs = few.flatMap((a) => few.slice(a + 1).map((b): readonly [number, number, number] => [a, b, (a - b) / 4]));
  return { missing: { columns: few, others: 1, shares, patterns }, correlation: { columns: few, others: 0, rows: 3201, pairs } };
}
