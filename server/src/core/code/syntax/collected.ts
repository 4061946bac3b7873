// What one walk over a text's syntax tree finds that may name a dataset.

import type { SyntaxNode } from '@lezer/common';
import type { Site } from './scope.ts';

export interface Expression extends Site {
  readonly node: SyntaxNode;
  /** The parameter or name that it is given to. */
  readonly name?: string;
}

export interface Call extends Expression {
  /** true where the code is ready for a missing file: try … except, tryCatch, pytest.raises. */
  readonly isGuarded: boolean;
}

/** What a text may name datasets with. */
export interface Collected {
  readonly calls: Call[];
  /** Default values of parameters. */
  readonly defaults: Expression[];
  /** Lists, tuples, sets, dictionaries, objects. */
  readonly collections: Expression[];
  /** Values of names outside of functions. */
  readonly constants: Expression[];
}
