// Property tests that take the same cases on every run: ASSAY_SEED chooses others, ASSAY_RUNS=10 takes ten times as many.

import fc from 'fast-check';

/** As fast-check reads a seed: 32 bits. */
export const SEED = wholeOf('ASSAY_SEED', 20_260_101) | 0;
const TIMES = Math.max(1, wholeOf('ASSAY_RUNS', 1));
const USUAL_RUNS = 100;

type Options = fc.Parameters<unknown>;

/** Fails with the seed and the path of the smallest case that breaks the property: `{ seed, path }` among the options brings it back. */
export function holds<Case>(property: fc.IAsyncProperty<Case>, options?: Options): Promise<void>;
export function holds<Case>(property: fc.IProperty<Case>, options?: Options): void;
export function holds<Case>(property: fc.IProperty<Case> | fc.IAsyncProperty<Case>, options: Options = {}): void | Promise<void> {
  const { numRuns = USUAL_RUNS, interruptAfterTimeLimit: limit } = options;
  const time = limit === undefined ? {} : { interruptAfterTimeLimit: limit * TIMES };
  return fc.assert(property as fc.IAsyncProperty<Case>, { seed: SEED, ...options, ...time, numRuns: timesAsMany(numRuns) } as fc.Parameters<Case>);
}

/** How many cases a loop of a test's own takes. */
export function timesAsMany(usual: number): number {
  return usual * TIMES;
}

/** Whole numbers below n, the same ones for the same seed: for tests whose cases are drawn as they go. */
export function randomOf(seed: number): (n: number) => number {
  let state = seed >>> 0;
  return (n) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * n);
  };
}

function wholeOf(name: string, usual: number): number {
  const text = process.env[name] ?? '';
  if (text === '') return usual;
  if (!/^-?\d+$/.test(text)) throw new Error(`${name} is "${text}", but must be a whole number.`);
  return Number(text);
}
