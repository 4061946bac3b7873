// What every walk over a syntax tree keeps while it binds names and collects what may name a dataset; a language says what each node means.

import type { SyntaxNodeRef, Tree } from '@lezer/common';
import type { Collected } from './collected.ts';
import type { Scope, Site, Span, Unit } from './scope.ts';

export abstract class SyntaxWalk {
  readonly collected: Collected = { calls: [], defaults: [], collections: [], constants: [] };
  protected readonly unit: Unit;
  /** Where names are bound at the moment. */
  protected scope: Scope;
  /** Statements that run only together, the innermost last. */
  protected readonly blocks: Span[];
  protected readonly loops: Span[] = [];
  /** Constructs around the node in which a missing file is expected. */
  protected guarded = 0;

  constructor(unit: Unit, module: Scope) {
    this.unit = unit;
    this.scope = module;
    this.blocks = [this.#whole];
  }

  abstract enter(ref: SyntaxNodeRef): void;
  abstract leave(ref: SyntaxNodeRef): void;

  over(tree: Tree): Collected {
    tree.iterate({ enter: (ref) => this.enter(ref), leave: (ref) => this.leave(ref) });
    return this.collected;
  }

  protected get block(): Span {
    return this.blocks.at(-1) ?? this.#whole;
  }

  protected site(): Site {
    return { unit: this.unit, scope: this.scope };
  }

  protected span({ from, to }: { readonly from: number; readonly to: number }): Span {
    return { from: this.unit.base + from, to: this.unit.base + to };
  }

  get #whole(): Span {
    return { from: this.unit.base, to: Number.POSITIVE_INFINITY };
  }
}
