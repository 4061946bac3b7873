// DuckDB's types as Arrow's, and its values as Arrow stores them.

import { DuckDBTypeId, type DuckDBType, type DuckDBValue } from '@duckdb/node-api';
import * as arrow from '@uwdata/flechette';

export interface ArrowColumn {
  /** As the schema has it. */
  readonly type: arrow.DataType;
  /** What the values are stored as: a day is a number, a moment a long one. The bytes are the same. */
  readonly stored: arrow.DataType;
  /** A value as it is stored; null stays null. */
  readonly store: (value: DuckDBValue) => unknown;
}

/** DuckDB's value classes, as far as we look into them. */
interface Parts {
  readonly days: number;
  readonly months: number;
  readonly micros: bigint;
  readonly millis: bigint;
  readonly seconds: bigint;
  readonly nanos: bigint;
  readonly value: bigint;
  readonly bytes: Uint8Array;
  readonly items: readonly DuckDBValue[];
  readonly entries: unknown;
}

export function arrowColumn(type: DuckDBType): ArrowColumn {
  const { type: shown, stored = shown, store } = columnOf(type);
  return { type: shown, stored, store: (value) => (value === null || value === undefined ? null : store(value)) };
}

interface Plain {
  readonly type: arrow.DataType;
  readonly stored?: arrow.DataType;
  readonly store: (value: DuckDBValue) => unknown;
}

const same = (value: DuckDBValue): unknown => value;
const part = <Name extends keyof Parts>(name: Name) => (value: DuckDBValue): Parts[Name] => (value as unknown as Parts)[name];
const moment = (unit: Parameters<typeof arrow.timestamp>[0], name: keyof Parts, zone?: string): Plain => ({ type: arrow.timestamp(unit, zone ?? null), stored: arrow.int64(), store: part(name) });

const PLAIN: { readonly [id: number]: Plain } = {
  [DuckDBTypeId.BOOLEAN]: { type: arrow.bool(), store: same },
  [DuckDBTypeId.TINYINT]: { type: arrow.int8(), store: same },
  [DuckDBTypeId.SMALLINT]: { type: arrow.int16(), store: same },
  [DuckDBTypeId.INTEGER]: { type: arrow.int32(), store: same },
  [DuckDBTypeId.BIGINT]: { type: arrow.int64(), store: same },
  [DuckDBTypeId.UTINYINT]: { type: arrow.uint8(), store: same },
  [DuckDBTypeId.USMALLINT]: { type: arrow.uint16(), store: same },
  [DuckDBTypeId.UINTEGER]: { type: arrow.uint32(), store: same },
  [DuckDBTypeId.UBIGINT]: { type: arrow.uint64(), store: same },
  [DuckDBTypeId.FLOAT]: { type: arrow.float32(), store: same },
  [DuckDBTypeId.DOUBLE]: { type: arrow.float64(), store: same },
  [DuckDBTypeId.VARCHAR]: { type: arrow.utf8(), store: same },
  [DuckDBTypeId.BLOB]: { type: arrow.binary(), store: part('bytes') },
  [DuckDBTypeId.DATE]: { type: arrow.dateDay(), stored: arrow.int32(), store: part('days') },
  [DuckDBTypeId.TIME]: { type: arrow.timeMicrosecond(), stored: arrow.int64(), store: part('micros') },
  [DuckDBTypeId.TIMESTAMP]: moment(arrow.TimeUnit.MICROSECOND, 'micros'),
  [DuckDBTypeId.TIMESTAMP_S]: moment(arrow.TimeUnit.SECOND, 'seconds'),
  [DuckDBTypeId.TIMESTAMP_MS]: moment(arrow.TimeUnit.MILLISECOND, 'millis'),
  [DuckDBTypeId.TIMESTAMP_NS]: moment(arrow.TimeUnit.NANOSECOND, 'nanos'),
  [DuckDBTypeId.TIMESTAMP_TZ]: moment(arrow.TimeUnit.MICROSECOND, 'micros', 'UTC'),
  [DuckDBTypeId.INTERVAL]: {
    type: arrow.interval(arrow.IntervalUnit.MONTH_DAY_NANO),
    store: (value) => {
      const { months, days, micros } = value as unknown as Parts;
      return [months, days, micros * 1000n];
    },
  },
};

function columnOf(type: DuckDBType): Plain {
  switch (type.typeId) {
    case DuckDBTypeId.DECIMAL:
      return { type: arrow.decimal128(type.width, type.scale), store: part('value') };
    case DuckDBTypeId.LIST: {
      const inner = arrowColumn(type.valueType);
      return { type: arrow.list(inner.type), stored: arrow.list(inner.stored), store: (value) => part('items')(value).map(inner.store) };
    }
    case DuckDBTypeId.ARRAY: {
      const inner = arrowColumn(type.valueType);
      return { type: arrow.fixedSizeList(inner.type, type.length), stored: arrow.fixedSizeList(inner.stored, type.length), store: (value) => part('items')(value).map(inner.store) };
    }
    case DuckDBTypeId.STRUCT: {
      const fields = type.entryNames.map((name, i) => ({ name, inner: arrowColumn(type.entryTypes[i] as DuckDBType) }));
      const struct = (pick: 'type' | 'stored') => arrow.struct(fields.map(({ name, inner }) => arrow.field(name, inner[pick])));
      return {
        type: struct('type'),
        stored: struct('stored'),
        store: (value) => {
          const entries = part('entries')(value) as { readonly [name: string]: DuckDBValue };
          return Object.fromEntries(fields.map(({ name, inner }) => [name, inner.store(entries[name] ?? null)]));
        },
      };
    }
    case DuckDBTypeId.MAP: {
      const [key, inner] = [arrowColumn(type.keyType), arrowColumn(type.valueType)];
      const map = (pick: 'type' | 'stored') => arrow.map(arrow.field('key', key[pick], false), arrow.field('value', inner[pick]));
      const pairs = (value: DuckDBValue) => part('entries')(value) as readonly { readonly key: DuckDBValue; readonly value: DuckDBValue }[];
      return { type: map('type'), stored: map('stored'), store: (value) => pairs(value).map((pair) => [key.store(pair.key), inner.store(pair.value)]) };
    }
    default:
      // What Arrow has no type for is written in its own words.
      return PLAIN[type.typeId] ?? { type: arrow.utf8(), store: String };
  }
}
