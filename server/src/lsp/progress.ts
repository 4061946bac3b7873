// What is being worked on, told to an editor that shows it.

import type { Connection } from 'vscode-languageserver';
import { StatusNotification } from '../protocol/protocol.ts';
import type { Editor } from './editor.ts';
import { nameOf } from './uris.ts';

export interface ProgressOptions {
  readonly connection: Connection;
  readonly editor: Editor;
  /** How many datasets are known. */
  readonly datasets: () => number;
}

export class Progress {
  readonly #options: ProgressOptions;
  readonly #shares = new Map<string, number>();

  constructor(options: ProgressOptions) {
    this.#options = options;
  }

  /** A share of undefined: done. */
  report(path: string, share: number | undefined): void {
    const { connection, editor, datasets } = this.#options;
    if (!editor.showsStatus) return;
    if (share === undefined) this.#shares.delete(path);
    else this.#shares.set(path, share);
    const [first] = this.#shares;
    const work = first === undefined ? undefined : `${nameOf(first[0])} ${Math.round(first[1] * 100)} %`;
    void connection.sendNotification(StatusNotification, { datasets: datasets(), work });
  }
}
