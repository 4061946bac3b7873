// The answer to a question of the panel's, as something a component draws from.

import { useEffect, useState } from 'preact/hooks';
import type { Answers, Ask, Params } from '../contract/dataset.ts';
import type { Panel } from './panel.ts';

export interface AskedFor<A extends Ask> {
  readonly answer?: Answers[A];
  /** Why there is none, in one sentence. */
  readonly failed?: string;
}

/** Asked anew when `key` changes; the question before is given up then. */
export function useAsked<A extends Ask>(panel: Panel, question: { readonly ask: A; readonly params: Params<A> }, key: string): AskedFor<A> {
  const [got, setGot] = useState<AskedFor<A>>({});
  useEffect(() => {
    const { answer, forget } = panel.host.ask(question.ask, question.params);
    answer.then((value) => setGot({ answer: value }), (error: Error) => setGot({ failed: error.message }));
    return forget;
  }, [key]);
  return got;
}
