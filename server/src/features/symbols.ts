// The columns of a delimited document in the outline and breadcrumbs.

import { SymbolKind, type DocumentSymbol } from 'vscode-languageserver-types';
import type { CellIndex } from '../core/table/cell-index.ts';
import type { ColumnType, Profile } from '../core/profile/profile.ts';

const KINDS: { readonly [type in ColumnType]: SymbolKind } = {
  integer: SymbolKind.Number,
  number: SymbolKind.Number,
  boolean: SymbolKind.Boolean,
  date: SymbolKind.Event,
  datetime: SymbolKind.Event,
  time: SymbolKind.Event,
  text: SymbolKind.String,
  nested: SymbolKind.Object,
  empty: SymbolKind.Null,
};

export function columnSymbols(index: CellIndex, profile: Profile | undefined): DocumentSymbol[] {
  return index.header.flatMap((name, column) => {
    const range = index.range({ column });
    if (range === undefined) return [];
    const type = profile?.columns[column]?.type ?? 'text';
    return [{ name: name.trim() === '' ? `column ${column + 1}` : name, detail: profile === undefined ? undefined : type, kind: KINDS[type], range, selectionRange: range }];
  });
}
