// Columns that are meant to be keys.

import type { ColumnProfile } from './profile.ts';

/** Names that people give to keys. A nearly unique number without such a name is a measurement. */
const KEY_NAME = /(^|[^a-z])(id|key|uuid|guid|isbn|issn|sku|ean|iban|vin|ssn|barcode|doi|primary_?key)$|[a-z](Id|ID|Key|Uuid|UUID)$|^(id|uuid|guid|key)([^a-z]|$)/;
const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

/** Whether a column's name, or the shape of its values (UUIDs), says that each value should occur once. */
export function isNamedLikeKey(column: Pick<ColumnProfile, 'name' | 'type' | 'min' | 'max'>): boolean {
  const isUuid = column.type === 'text' && UUID.test(column.min ?? '') && UUID.test(column.max ?? '');
  return isUuid || KEY_NAME.test(column.name) || KEY_NAME.test(column.name.toLowerCase());
}
