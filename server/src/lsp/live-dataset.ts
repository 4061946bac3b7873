// An open delimited document: findings at once for the rows that were typed in, for the whole table shortly after.

import { applySettings, checkDataset, type CheckResult, type CheckSettings } from '../core/findings/check.ts';
import { capFindings, type Group } from '../core/findings/cap.ts';
import type { CellTest } from '../core/findings/cell-check.ts';
import type { Finding } from '../core/findings/finding.ts';
import { allOfKind } from '../core/findings/all-of-kind.ts';
import { afterEdit } from '../core/findings/live.ts';
import { isStructural, structureGroups } from '../core/findings/structure.ts';
import { EngineError } from '../core/ports.ts';
import type { Config, ReadingOverride } from '../core/config/config.ts';
import { settingsFor } from '../core/config/config.ts';
import type { RowChange } from '../core/table/address.ts';
import { siftGroups } from '../core/baseline/budget.ts';
import type { Dialect, SaidReading } from '../core/table/dataset.ts';
import { CellIndex } from '../core/table/cell-index.ts';
import { detectDialect } from '../core/table/detect.ts';
import { withEscape } from '../core/table/escape.ts';
import type { ChunkedDocument } from '../core/table/document.ts';
import { foreignTextError } from '../core/table/foreign.ts';
import { emptyError } from '../core/table/prepare.ts';
import { prepareBuffer } from '../core/table/prepare-buffer.ts';
import { UnreadableError } from '../core/table/prepared.ts';
import { MOST_SHOWN } from '../features/diagnostics.ts';
import type { Assay } from '../core/assay.ts';
import { nameOf } from './uris.ts';

export interface LiveOptions {
  readonly assay: Assay;
  readonly path: string;
  readonly config: Config;
  readonly relativePath: string;
  readonly reading: ReadingOverride;
  /** New findings are there to be published. */
  readonly onFindings: (live: LiveDataset) => void;
  readonly onProgress: (share: number | undefined) => void;
}

/** Quiet time after an edit before the whole table is checked again. */
const DEBOUNCE = 75;
/** Characters that are scanned within one turn of the event loop. */
const MOST_AT_ONCE = 2 * 1024 * 1024;
/** Rows that are tested within one turn of the event loop. */
const MOST_ROWS_AT_ONCE = 5000;
/** Rows that somebody types are no new text. */
const FEWEST_REWRITTEN = 3;
/** Rows from all over the text, to guess types by. */
const SAMPLE_ROWS = 1500;
const SAMPLE_CELLS = 200_000;
const WINDOW = 64 * 1024;

export class LiveDataset {
  #index: CellIndex;
  /** The text that the dialect was judged on. */
  #judged: { readonly version: number; readonly length: number };
  readonly #options: LiveOptions;
  #groups: readonly Group[] = [];
  #tests: readonly CellTest[] = [];
  #result: CheckResult | undefined;
  #problem: string | undefined;
  readonly #closed = new AbortController();
  #built: Promise<void>;
  #isBuilt = false;
  /** Of the check that runs. */
  #stop = new AbortController();
  #timer: ReturnType<typeof setTimeout> | undefined;
  #inCode: SaidReading | undefined;
  /** Faults at backslashes that no other reading mends. */
  #backslashed = 0;

  constructor(document: ChunkedDocument, options: LiveOptions) {
    this.#options = options;
    this.#index = new CellIndex(document, this.#dialectOf(document));
    this.#judged = { version: document.version, length: document.length };
    this.#built = this.#build();
  }

  get index(): CellIndex {
    return this.#index;
  }

  /** The last whole check; figures of the text as it was then. */
  get result(): CheckResult | undefined {
    return this.#result;
  }

  /** Why the text cannot be checked, if it cannot. */
  get problem(): string | undefined {
    return this.#problem;
  }

  get settings(): CheckSettings {
    return settingsFor(this.#options.config, this.#options.relativePath);
  }

  get version(): number {
    return this.index.document.version;
  }

  /** Settles when the index can be asked without a long scan, or the document is closed. */
  get built(): Promise<void> {
    return this.#built;
  }

  /** Looks at the text for the first time. */
  async open(): Promise<void> {
    await this.#built;
    if (!this.#closed.signal.aborted) await this.#checkAll();
  }

  /** Looks at it anew, where so much of it is new that one turn of the event loop is too short. */
  #reopen(): void {
    clearTimeout(this.#timer);
    [this.#groups, this.#tests, this.#result] = [[], [], undefined];
    this.#built = this.#build();
    void this.open();
  }

  /** Edits meanwhile are taken in as it goes. */
  async #build(): Promise<void> {
    this.#isBuilt = false;
    await this.#index.build(turn, this.#closed.signal).catch(() => {});
    this.#isBuilt = true;
  }

  /** To be called after every change of the document. */
  edited(): void {
    if (!this.#isBuilt) return;
    this.#stop.abort();
    this.#stop = new AbortController();
    if (this.index.unscanned > MOST_AT_ONCE) return this.#reopen();
    const change = this.index.refresh();
    if (change !== undefined && this.#result !== undefined) {
      const tests = change.inserted > MOST_ROWS_AT_ONCE ? [] : this.#tests; // the whole check has the others soon
      const groups = afterEdit({ groups: this.#groups, tests, change, cells: (row) => this.index.cells(row) });
      this.#groups = this.#isRewritten(change) ? groups : [...this.#structure(), ...groups.filter(({ code }) => !isStructural(code))];
      this.#options.onFindings(this);
    }
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.#checkAll(), DEBOUNCE);
  }

  /** Whether most of the text is new: it may be written in another dialect, which is found out with the whole check. */
  #isRewritten({ inserted }: RowChange): boolean {
    return inserted > FEWEST_REWRITTEN && inserted > this.index.rowCount / 2;
  }

  /** What is wrong with the way the text is written, as it is now. */
  #structure(): readonly Group[] {
    const { index } = this;
    const header = index.dialect.header ? index.header : (this.#result?.profile.columns.map(({ name }) => name) ?? []);
    return structureGroups(index.problems(), header).flatMap((group) => applySettings(group, this.settings));
  }

  /** What code says of how the text is read, as soon as that is known, and when it says otherwise. */
  async readAs(inCode: SaidReading | undefined): Promise<void> {
    if (this.#closed.signal.aborted || JSON.stringify(inCode) === JSON.stringify(this.#inCode)) return;
    this.#inCode = inCode;
    this.#judged = { version: -1, length: 0 };
    if (!this.#isBuilt) return; // it is checked as soon as it is
    clearTimeout(this.#timer);
    this.#stop.abort();
    this.#stop = new AbortController();
    await this.#checkAll();
  }

  close(): void {
    clearTimeout(this.#timer);
    this.#closed.abort();
    this.#stop.abort();
  }

  /** What to show, located in the text as it is now. */
  findings(): readonly Finding[] {
    const shown = capFindings(this.#fresh(), { perGroup: this.#options.config.cap, inAll: MOST_SHOWN });
    return shown.map((finding) => ({ ...finding, range: this.index.range(finding.address) ?? finding.range }));
  }

  /** Without what the baseline has. */
  #fresh(): readonly Group[] {
    return siftGroups(this.#groups, this.settings.accepted).fresh;
  }

  /** What was found of one code in one column: how much, and the part of it that is marked. */
  kind(code: string, column: string | undefined): Pick<Group, 'total' | 'marked'> {
    const groups = this.#fresh().filter((group) => group.code === code && group.column?.name === column);
    return { total: groups.reduce((sum, { total }) => sum + total, 0), marked: groups.flatMap(({ marked }) => marked) };
  }

  /** Whether all of a kind can be found, marked or not. */
  canFindAll(code: string, column: string | undefined): boolean {
    const { total, marked } = this.kind(code, column);
    return marked.length === total || this.#testOf(code, column) !== undefined;
  }

  /** All of a kind; where that cannot be told, those that are marked. */
  async all(code: string, column: string | undefined): Promise<readonly Finding[]> {
    const { total, marked } = this.kind(code, column);
    const test = this.#testOf(code, column);
    if (marked.length === total || test === undefined) return marked;
    return allOfKind(test, { index: this.index, silences: this.settings.silences, yieldNow: turn });
  }

  #testOf(code: string, column: string | undefined): CellTest | undefined {
    return this.#tests.find((test) => test.code === code && test.column.name === column);
  }

  async #checkAll(): Promise<void> {
    const { signal } = this.#stop;
    try {
      await this.#readAsWritten(signal);
      await this.#judgeEscape(signal);
      const result = await this.#checkTwice(signal);
      if (signal.aborted) return;
      this.#result = result;
      this.#groups = result?.whole ?? [];
      this.#tests = result?.tests ?? [];
      this.#problem = undefined;
    } catch (error) {
      if (signal.aborted) return;
      [this.#groups, this.#tests, this.#result] = [[], [], undefined];
      this.#problem = error instanceof UnreadableError || error instanceof EngineError ? error.message : `It could not be checked: ${String(error)}`;
    }
    this.#options.onProgress(undefined);
    this.#options.onFindings(this);
  }

  /** A process that ended was most often ended for a neighbour's sake: what is asked next starts a new one. */
  async #checkTwice(signal: AbortSignal): Promise<CheckResult | undefined> {
    return this.#check(signal).catch((error: unknown) => {
      if (!(error instanceof EngineError) || error.kind !== 'crashed' || signal.aborted) throw error;
      return this.#check(signal);
    });
  }

  /** An edited text may be written in another dialect than before: one that was empty, say, and was pasted into. */
  async #readAsWritten(signal: AbortSignal): Promise<void> {
    const { document, dialect } = this.#index;
    const { version, length } = document;
    const isNamed = this.#index.dialect.rowNames === true && this.#index.header.length !== this.#index.cells(0).length; // what the header lacked was written
    const isAlike = !isNamed && length > WINDOW && length < 2 * this.#judged.length; // a few edits of a long text change no dialect, and judging takes 50 ms
    if (isAlike || this.#judged.version === version) return;
    const now = this.#dialectOf(document);
    if (Object.entries(now).some(([key, value]) => dialect[key as keyof Dialect] !== value)) {
      const index = new CellIndex(document, now);
      await index.build(turn, signal); // until then the old one serves
      this.#readAgain(index);
    }
    this.#judged = { version, length };
  }

  #readAgain(index: CellIndex): void {
    this.#index = index;
    [this.#groups, this.#tests, this.#result] = [[], [], undefined];
  }

  /** As on disk: where quoted cells break at a backslash they may be whole the other way. */
  async #judgeEscape(signal: AbortSignal): Promise<void> {
    const { document, dialect, backslashed } = this.#index;
    if (backslashed === 0 || backslashed === this.#backslashed || this.#options.reading.escape !== undefined) return;
    const other = new CellIndex(document, withEscape(dialect, (dialect.escape ?? '') === ''));
    await other.build(turn, signal);
    if (other.backslashed < backslashed) this.#readAgain(other);
    else this.#backslashed = backslashed;
  }

  /** A file without records is told of as on disk; a text that is not saved yet has only just begun. */
  #nothing(): undefined {
    const { uri, length } = this.index.document;
    if (uri.startsWith('untitled:')) return undefined;
    const name = nameOf(this.#options.path);
    throw new UnreadableError(length === 0 ? `${name} is empty (0 bytes).` : `${name} holds no records.`);
  }

  #dialectOf(document: ChunkedDocument): Dialect {
    return detectDialect({ path: this.#options.path, windows: windowsOf(document), isWhole: document.length <= WINDOW }, this.#options.reading, this.#inCode);
  }

  async #check(signal: AbortSignal): Promise<CheckResult | undefined> {
    const { assay, path } = this.#options;
    const dataset = { path, format: 'delimited', files: [path], hive: false, bytes: this.index.document.length } as const;
    const isUntitled = this.index.document.uri.startsWith('untitled:'); // about to be written
    if (dataset.bytes === 0 && !isUntitled) throw emptyError(dataset);
    const foreign = foreignTextError(dataset, this.index.document.slice(0, WINDOW));
    if (foreign !== undefined) throw foreign;
    const prepared = await prepareBuffer({ dataset, index: this.index, yieldNow: turn, signal }, assay.scratch);
    if (prepared === undefined) return this.#nothing();
    try {
      signal.throwIfAborted();
      return await checkDataset(prepared, assay.engine, {
        settings: this.settings,
        earlier: { tests: this.#tests, whole: this.#groups },
        sample: sampleOf(this.index, prepared.columns.length),
        signal,
        onProgress: this.#options.onProgress,
      });
    } finally {
      await prepared.dispose();
    }
  }
}

/** Values of each column in rows spread evenly over the text. */
function sampleOf(index: CellIndex, width: number): readonly (readonly string[])[] {
  const rows = Math.max(50, Math.min(SAMPLE_ROWS, Math.floor(SAMPLE_CELLS / width)));
  const step = Math.max(1, index.rowCount / rows);
  const columns = Array.from({ length: width }, (): string[] => []);
  for (let at = 0; at < index.rowCount; at += step) {
    const cells = index.cells(Math.floor(at));
    for (const [i, values] of columns.entries()) values.push(cells[i] ?? '');
  }
  return columns;
}

function windowsOf(document: ChunkedDocument): readonly string[] {
  const { length } = document;
  const places = length <= WINDOW ? [0] : [0, Math.floor(length / 2), Math.max(WINDOW, length - WINDOW)];
  return places.map((start) => document.slice(start, start + WINDOW));
}

/** Lets the event loop take its turn. */
function turn(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
