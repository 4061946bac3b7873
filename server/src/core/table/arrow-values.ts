// Arrow's values as JSON holds them: numbers in their own digits, dates and times as people write them.

import { Type, TimeUnit, type DataType } from '@uwdata/flechette';

/** How values are asked for: as they are stored, for only we know how to print them. */
export const STORED = { useBigInt: true, useBigIntTimestamp: true, useDecimalInt: true } as const;

type Write = (value: unknown) => unknown;

/** Writes values of a type. null stays null. */
export function writerOf(type: DataType): Write {
  const write = plainWriter(type);
  return (value) => (value === null || value === undefined ? null : write(value));
}

function plainWriter(type: DataType): Write {
  switch (type.typeId) {
    case Type.Dictionary:
      return writerOf(type.dictionary);
    case Type.Float:
      return type.precision === 1 ? (value) => writeNumber(shortest(Number(value))) : (value) => writeNumber(Number(value));
    case Type.Decimal:
      return (value) => writeDecimal(BigInt(value as bigint), type.scale);
    case Type.Date:
      return (value) => new Date(Number(value)).toISOString().slice(0, 10);
    case Type.Timestamp:
      return (value) => writeMoment(BigInt(value as bigint), type.unit);
    case Type.Time:
      return (value) => writeMoment(BigInt(value as bigint), type.unit).slice(11);
    case Type.Binary:
    case Type.LargeBinary:
    case Type.BinaryView:
    case Type.FixedSizeBinary:
      return (value) => Array.from(value as Uint8Array, writeByte).join('');
    case Type.List:
    case Type.LargeList:
    case Type.ListView:
    case Type.LargeListView:
    case Type.FixedSizeList: {
      const write = writerOf(type.children[0].type);
      return (value) => Array.from(value as ArrayLike<unknown>, write);
    }
    case Type.Struct: {
      const writers = new Map(type.children.map((child) => [child.name, writerOf(child.type)]));
      return (value) => Object.fromEntries(Object.entries(value as object).map(([name, inner]) => [name, writers.get(name)?.(inner) ?? null]));
    }
    default:
      return writeOther;
  }
}

/** The fewest digits that mean the same to single precision. */
function shortest(x: number): number {
  const short = Number(x.toPrecision(7));
  return Math.fround(short) === x ? short : Number(x.toPrecision(9));
}

/** JSON has no word for what is no number. */
function writeNumber(x: number): unknown {
  return Number.isFinite(x) ? x : String(x);
}

function writeDecimal(digits: bigint, scale: number): string {
  if (scale <= 0) return String(digits * 10n ** BigInt(-scale));
  const sign = digits < 0n ? '-' : '';
  const text = String(digits < 0n ? -digits : digits).padStart(scale + 1, '0');
  return `${sign}${text.slice(0, -scale)}.${text.slice(-scale)}`;
}

const DIGITS: { readonly [unit: number]: number } = { [TimeUnit.SECOND]: 0, [TimeUnit.MILLISECOND]: 3, [TimeUnit.MICROSECOND]: 6, [TimeUnit.NANOSECOND]: 9 };

/** In UTC. */
function writeMoment(stored: bigint, unit: number): string {
  const digits = DIGITS[unit] ?? 0;
  const aSecond = 10n ** BigInt(digits);
  const part = ((stored % aSecond) + aSecond) % aSecond;
  const seconds = new Date(Number((stored - part) / aSecond) * 1000).toISOString().slice(0, 19).replace('T', ' ');
  const fraction = String(part).padStart(digits, '0').replace(/0+$/, '');
  return fraction === '' || digits === 0 ? seconds : `${seconds}.${fraction}`;
}

/** As the engine prints the bytes of a Parquet file. */
function writeByte(byte: number): string {
  const isPlain = byte >= 0x20 && byte < 0x7f && !`"'\\`.includes(String.fromCharCode(byte));
  return isPlain ? String.fromCharCode(byte) : `\\x${byte.toString(16).toUpperCase().padStart(2, '0')}`;
}

function writeOther(value: unknown): unknown {
  if (typeof value === 'bigint') return Number.isSafeInteger(Number(value)) ? Number(value) : String(value);
  if (Array.isArray(value)) return value.map(writeOther);
  if (ArrayBuffer.isView(value)) return Array.from(value as unknown as ArrayLike<unknown>, writeOther);
  return value;
}
