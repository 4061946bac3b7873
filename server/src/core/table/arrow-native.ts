// The engine's own type for each of Arrow's, as the texts of arrow-values.ts are read into it.

import { Type, TimeUnit, type DataType } from '@uwdata/flechette';

const MOMENTS: { readonly [unit: number]: string } = { [TimeUnit.SECOND]: 'TIMESTAMP_S', [TimeUnit.MILLISECOND]: 'TIMESTAMP_MS', [TimeUnit.MICROSECOND]: 'TIMESTAMP', [TimeUnit.NANOSECOND]: 'TIMESTAMP_NS' };

/** VARCHAR where the engine has no such type: then its text is all there is. */
export function nativeType(type: DataType): string {
  switch (type.typeId) {
    case Type.Dictionary:
      return nativeType(type.dictionary);
    case Type.Bool:
      return 'BOOLEAN';
    case Type.Int:
      return `${type.signed ? '' : 'U'}${type.bitWidth === 8 ? 'TINYINT' : type.bitWidth === 16 ? 'SMALLINT' : type.bitWidth === 32 ? 'INTEGER' : 'BIGINT'}`;
    case Type.Float:
      return type.precision === 2 ? 'DOUBLE' : 'FLOAT';
    case Type.Decimal:
      return type.precision <= 38 && type.scale >= 0 ? `DECIMAL(${type.precision},${type.scale})` : 'VARCHAR';
    case Type.Date:
      return 'DATE';
    case Type.Time:
      return type.unit === TimeUnit.NANOSECOND ? 'VARCHAR' : 'TIME';
    case Type.Timestamp:
      return momentType(type.unit, type.timezone);
    case Type.Binary:
    case Type.LargeBinary:
    case Type.BinaryView:
    case Type.FixedSizeBinary:
      return 'BLOB';
    case Type.List:
    case Type.LargeList:
    case Type.ListView:
    case Type.LargeListView:
    case Type.FixedSizeList:
      return `${nativeType(type.children[0].type)}[]`;
    case Type.Struct:
      return type.children.length === 0 ? 'VARCHAR' : `STRUCT(${type.children.map(({ name, type: inner }) => `"${name.replaceAll('"', '""')}" ${nativeType(inner)}`).join(', ')})`;
    default:
      return 'VARCHAR';
  }
}

/** The engine keeps a zone's moments to the microsecond; of finer ones the text stays. */
function momentType(unit: number, timezone: string | null | undefined): string {
  const type = MOMENTS[unit] ?? 'VARCHAR';
  if (timezone === null || timezone === undefined) return type;
  return unit === TimeUnit.NANOSECOND ? 'VARCHAR' : 'TIMESTAMP WITH TIME ZONE';
}
