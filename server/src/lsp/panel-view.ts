// One open dataset panel: a view of the dataset, and what the panel is told of it.

import type { Assay, RunOptions } from '../core/assay.ts';
import type { ReadingOverride } from '../core/config/config.ts';
import type { Known } from '../core/findings/known.ts';
import { EngineError } from '../core/ports.ts';
import type { Profile } from '../core/profile/profile.ts';
import { isText, type Dataset, type SaidReading } from '../core/table/dataset.ts';
import { UnreadableError } from '../core/table/prepared.ts';
import { TableView } from '../core/view/table-view.ts';
import { FIRST_COLUMNS, FIRST_ROWS, newsOf, openedOf } from '../features/panel.ts';
import { ASKS, type Answers, type Ask, type News, type Opened } from '../../../webviews/contract/dataset.ts';
import { received } from './received.ts';

export interface PanelOptions extends Pick<RunOptions, 'config' | 'relativePath' | 'inCode'> {
  readonly assay: Assay;
  readonly dataset: Dataset;
  /** Unique in this server. */
  readonly id: number;
  readonly tell: (news: News) => void;
  /** The settings with parts of how it is read. */
  readonly readAs: (parts: ReadingOverride) => Promise<Answers['readAs']>;
}

export class PanelView {
  readonly path: string;
  readonly opened: Opened;
  readonly #view: TableView;
  readonly #options: PanelOptions;
  readonly #stop: AbortController;
  /** Sorting and filtering as asked for last: the one before is of no use any more. */
  #arranging: AbortController | undefined;
  /** The figures of all columns, once they are known. */
  readonly #profiled: Promise<Profile>;
  #hasProfile: (profile: Profile) => void = () => {};
  /** What the panel was told last. */
  #told: Known | undefined;

  private constructor(view: TableView, told: { readonly opened: Opened; readonly options: PanelOptions; readonly stop: AbortController }) {
    this.#view = view;
    this.opened = told.opened;
    this.#options = told.options;
    this.#stop = told.stop;
    this.path = told.options.dataset.path;
    this.#profiled = new Promise((resolve) => (this.#hasProfile = resolve));
  }

  /** Rejects with an UnreadableError or EngineError, both with a sentence for the user. */
  static async open(options: PanelOptions): Promise<PanelView> {
    const stop = new AbortController();
    const attempt = (isThorough: boolean) => openView(options, { isThorough, signal: stop.signal });
    const { view, first } = await attempt(false).catch((error: unknown) => {
      if (error instanceof EngineError && error.kind === 'unreadable' && isText(options.dataset.format)) return attempt(true);
      throw error;
    });
    const opened = openedOf(view, { id: options.id, path: options.relativePath, first });
    const panel = new PanelView(view, { opened, options, stop });
    void panel.#load();
    return panel;
  }

  async #load(): Promise<void> {
    const { tell } = this.#options;
    try {
      tell({ kind: 'loading', share: 0 });
      const rows = await this.#view.load({ signal: this.#stop.signal, onProgress: (share) => tell({ kind: 'loading', share }) });
      if (!this.#stop.signal.aborted) tell({ kind: 'loaded', rows });
    } catch (error) {
      if (!this.#stop.signal.aborted) tell({ kind: 'problem', message: sentence(error) });
    }
  }

  /** Whether code says of it what it said when it was opened. */
  isReadAs(inCode: SaidReading | undefined): boolean {
    return JSON.stringify(inCode) === JSON.stringify(this.#options.inCode);
  }

  /** What is known of the dataset has changed. */
  learn(known: Known): void {
    const { tell } = this.#options;
    const isOld = known === this.#told || (known.state === 'working' && this.#told?.state === 'working');
    if (isOld || (known.state === 'working' && known.sampled === undefined)) return;
    this.#told = known;
    if (known.state === 'unreadable') tell({ kind: 'problem', message: known.reason });
    if (known.state === 'working' && known.sampled !== undefined) {
      this.#view.learn(known.sampled);
      const { rows, exact, sampledRows, columns } = known.sampled;
      tell({ kind: 'profile', rows, exact, sampledRows, columns });
    }
    if (known.state !== 'done') return;
    this.#view.learn(known.result.profile);
    this.#hasProfile(known.result.profile);
    for (const news of newsOf(known.result)) tell(news);
  }

  /** Rejects with a ResponseError where the parameters are not as they should be. */
  async ask<A extends Ask>(ask: A, params: unknown, signal: AbortSignal): Promise<Answers[A]> {
    const answers: { readonly [B in Ask]: () => Promise<Answers[B]> } = {
      page: () => this.#view.page(received(ASKS.page, params), signal),
      arrange: () => this.#arrange(params, signal),
      cell: async () => {
        const { row, column } = received(ASKS.cell, params);
        return { text: await this.#view.cell(row, column, signal) };
      },
      position: async () => ({ position: (await this.#view.positionOf(received(ASKS.position, params).row)) ?? null }),
      place: () => this.#place(params, signal),
      find: async () => ({ match: (await this.#view.find(received(ASKS.find, params), signal)) ?? null }),
      shown: async () => {
        const { columns } = received(ASKS.shown, params);
        const profile = await this.#profiled;
        return { columns: await this.#view.shown(columns.flatMap((column) => profile.columns[column] ?? []), signal) };
      },
      summary: async () => this.#view.summary(await this.#profiled, signal),
      readAs: () => this.#options.readAs(received(ASKS.readAs, params).parts),
      code: async () => ({ code: this.#code(params) }),
      values: () => this.#view.values(received(ASKS.values, params), signal),
    };
    return answers[ask]();
  }

  #code(params: unknown): string {
    const code = this.#view.code(received(ASKS.code, params).language, this.opened.path);
    if (code === undefined) throw new UnreadableError('Other programs would read this file otherwise than it is shown here, so there is no code for it.');
    return code;
  }

  async #place(params: unknown, signal: AbortSignal): Promise<Answers['place']> {
    const { row, column } = received(ASKS.place, params);
    const [range] = (await this.#view.prepared.locator?.locate([{ row: row < 0 ? undefined : row, column }], signal)) ?? [];
    return { range: range ?? null };
  }

  async #arrange(params: unknown, signal: AbortSignal): Promise<Answers['arrange']> {
    const arrangement = received(ASKS.arrange, params);
    this.#arranging?.abort();
    const own = new AbortController();
    this.#arranging = own;
    const { rows } = await this.#view.arrange(arrangement, AbortSignal.any([own.signal, signal, this.#stop.signal]));
    return { rows };
  }

  async close(): Promise<void> {
    this.#stop.abort();
    this.#arranging?.abort();
    await this.#view.close();
  }
}

async function openView({ assay, dataset, config, relativePath, inCode, id }: PanelOptions, how: { readonly isThorough: boolean; readonly signal: AbortSignal }) {
  const prepared = await assay.open(dataset, { config, relativePath, inCode, ...how });
  try {
    const view = await TableView.open(prepared, { engine: assay.keeping, name: `view${id}` });
    const columns = view.columns.slice(0, FIRST_COLUMNS).map((_, index) => index);
    return { view, first: await view.page({ start: 0, count: FIRST_ROWS, columns }, how.signal) };
  } catch (error) {
    await prepared.dispose();
    throw error;
  }
}

export function sentence(error: unknown): string {
  const isKnown = error instanceof UnreadableError || error instanceof EngineError;
  return isKnown ? error.message : `It could not be shown: ${error instanceof Error ? error.message : String(error)}`;
}
