// The wire to the server: asks with their answers, and what the server tells of itself.

import type { Answers, Ask, Params, ToHost, ToPanel } from '../contract/dataset.ts';

export interface Asked<A extends Ask> {
  /** Rejects with one sentence; never settles once forgotten. */
  readonly answer: Promise<Answers[A]>;
  readonly forget: () => void;
}

interface Open {
  readonly settle: (answer: never) => void;
  readonly refuse: (error: Error) => void;
}

export class Host {
  readonly #post: (message: ToHost) => void;
  readonly #open = new Map<number, Open>();
  #serial = 0;

  constructor(post: (message: ToHost) => void) {
    this.#post = post;
  }

  send(message: ToHost): void {
    this.#post(message);
  }

  ask<A extends Ask>(ask: A, params: Params<A>): Asked<A> {
    const id = ++this.#serial;
    const answer = new Promise<Answers[A]>((settle, refuse) => this.#open.set(id, { settle, refuse }));
    this.#post({ kind: 'ask', id, ask, params });
    const forget = (): void => {
      if (this.#open.delete(id)) this.#post({ kind: 'forget', id });
    };
    return { answer, forget };
  }

  /** true where the message settles an ask. */
  settle(message: ToPanel): boolean {
    if (message.kind !== 'answer' && message.kind !== 'refused') return false;
    const open = this.#open.get(message.id);
    this.#open.delete(message.id);
    if (message.kind === 'refused') open?.refuse(new Error(message.message));
    else open?.settle(message.answer as never);
    return true;
  }

  /** The dataset is another one now: what was asked of the old one has no answer. */
  refuseAll(message: string): void {
    for (const [id, { refuse }] of this.#open) {
      this.#post({ kind: 'forget', id });
      refuse(new Error(message));
    }
    this.#open.clear();
  }
}
