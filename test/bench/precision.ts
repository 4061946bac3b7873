// node test/bench/precision.ts [FOLDER]: how many findings are right, and how much of what is wrong they find, on public
// tables that come with a repaired version. Without those tables (hospital/, rayyan/, mechanisms/ in FOLDER) it says so.

import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import Papa from 'papaparse';
import { DEFAULT_CONFIG } from '../../server/src/core/config/config.ts';
import type { Code } from '../../server/src/core/findings/codes.ts';
import { findDataset } from '../../server/src/core/table/datasets.ts';
import { count, share } from '../../server/src/core/words.ts';
import { createAssay } from '../../server/src/node/assay.ts';

type Row = Readonly<Record<string, string>>;

interface Pair {
  readonly name: string;
  readonly path: string;
  readonly clean: readonly Row[];
  /** For each code that is judged, which repairs it should have asked for. */
  readonly judged: { readonly [code in Code]?: (was: string) => boolean };
}

interface Tally {
  found: number;
  right: number;
  wrong: number;
}

const folder = process.argv[2] ?? '../shared/data';
const assay = createAssay({ log: { info: () => {}, warn: () => {}, error: console.error } });

function rows(path: string): readonly Row[] {
  return Papa.parse<Row>(readFileSync(join(folder, path), 'utf8'), { header: true, skipEmptyLines: true }).data;
}

const isWhatever = () => true;
const isBlank = (was: string) => was === '';
const isMark = (was: string) => was === '-9999999';

function pairs(): readonly Pair[] {
  return [...hospital(), ...rayyan(), ...mechanisms()];
}

function hospital(): readonly Pair[] {
  if (!existsSync(join(folder, 'hospital'))) return [];
  const clean: Record<string, string>[] = [];
  for (const { tid = '', attribute = '', correct_val = '' } of rows('hospital/hospital_clean.csv')) (clean[Number(tid)] ??= {})[attribute] = correct_val;
  const judged = { 'near-miss': isWhatever, 'type-mismatch': isWhatever };
  return [{ name: 'hospital', path: 'hospital/hospital.csv', clean, judged }];
}

function rayyan(): readonly Pair[] {
  if (!existsSync(join(folder, 'rayyan'))) return [];
  return [{ name: 'rayyan', path: 'rayyan/dirty.csv', clean: rows('rayyan/clean.csv'), judged: { 'wrong-encoding': (was) => was.includes('\ufffd') } }];
}

function mechanisms(): readonly Pair[] {
  if (!existsSync(join(folder, 'mechanisms'))) return [];
  return readdirSync(join(folder, 'mechanisms')).flatMap((table) => {
    const clean = rows(`mechanisms/${table}/clean.csv`);
    const damaged = readdirSync(join(folder, 'mechanisms', table)).filter((file) => file !== 'clean.csv');
    return damaged.map((file) => ({ name: 'mechanisms', path: `mechanisms/${table}/${file}`, clean, judged: { 'missing-value': isBlank, 'sentinel-value': isMark } }));
  });
}

/** Findings on cells that were repaired are right. */
async function judge({ path, clean, judged }: Pair, tallyOf: (code: Code) => Tally): Promise<void> {
  const dataset = await findDataset(join(folder, path), assay.files);
  if (dataset === undefined) throw new Error(`no dataset ${path}`);
  const dirty = rows(path);
  const columns = Object.keys(dirty[0] ?? {});
  const isWrong = (row: number, column: string) => {
    const [was, is] = [dirty[row]?.[column], clean[row]?.[column]];
    return was !== undefined && is !== undefined && is !== 'empty' && was !== is;
  };
  const { findings } = await assay.check(dataset, { config: { ...DEFAULT_CONFIG, cap: Number.MAX_SAFE_INTEGER }, relativePath: path });
  for (const [code, shouldFind] of Object.entries(judged) as [Code, (was: string) => boolean][]) {
    const tally = tallyOf(code);
    for (const { address, column } of findings.filter((finding) => finding.code === code)) {
      if (address.row === undefined || column === undefined) continue;
      tally.found++;
      if (isWrong(address.row, column)) tally.right++;
    }
    for (const [row, cells] of dirty.entries()) tally.wrong += columns.filter((column) => isWrong(row, column) && shouldFind(cells[column] ?? '')).length;
  }
}

const tallies = new Map<string, Tally>();
for (const pair of pairs()) {
  await judge(pair, (code) => {
    const key = `${pair.name} ${code}`;
    const tally = tallies.get(key) ?? { found: 0, right: 0, wrong: 0 };
    tallies.set(key, tally);
    return tally;
  });
}
await assay.close();
if (tallies.size === 0) console.log(`No tables with a repaired version in ${folder}.`);
for (const [key, { found, right, wrong }] of tallies) {
  console.log(`${key.padEnd(28)} ${count(found).padStart(7)} found, ${count(right).padStart(7)} right (${share(right, found)}), of ${count(wrong)} wrong cells ${share(right, wrong)}`);
}
