// Files that hold no table whatever their name says: an image, an archive, a web page. Told by their first bytes.

import type { Files } from '../ports.ts';
import { isText, type Dataset } from './dataset.ts';
import { detectEncoding } from './encoding.ts';
import { nameOf } from './identity.ts';
import { UnreadableError } from './prepared.ts';

interface Kind {
  /** Of the first bytes, one character each; \ufffd stands for a byte that an editor could not read. */
  readonly begins: RegExp;
  /** "a PNG image". */
  readonly what: string;
  /** What to do, or what probably happened. */
  readonly hint?: string;
  /** The format that is not foreign there. */
  readonly format?: Dataset['format'];
}

/** What no text has. */
const CONTROL = '(?=[^]*[\\0-\\x08\\x0e-\\x1a\\x1c-\\x1f])';
const OFFICE = 'save its sheet as CSV';
const DOWNLOAD = 'the download probably led to a page that asks to sign in or tells of an error';

const KINDS: readonly Kind[] = [
  { begins: /^[\x89\ufffd]PNG\r?\n\x1a\n/, what: 'a PNG image' },
  { begins: /^\xff\xd8\xff[\xdb\xe0-\xef\xfe]/, what: 'a JPEG image' },
  { begins: new RegExp(`^GIF8[79]a${CONTROL}`), what: 'a GIF image' },
  { begins: /^(II\*\0|MM\0\*)/, what: 'a TIFF image' },
  { begins: /^RIFF[^]{4}WEBP/, what: 'a WebP image' },
  { begins: /^%PDF-\d\.\d[\r\n]/, what: 'a PDF document' },
  { begins: /^\x7fELF[\x01\x02]/, what: 'a program' },
  { begins: new RegExp(`^MZ[^]{2}[\\0\\1\\2\\3\\4]\\0${CONTROL}`), what: 'a program' },
  { begins: /^[\xcf\ufffd][\xfa\ufffd][\xed\ufffd][\xfe\ufffd]\x07\0/, what: 'a program' },
  { begins: /^PK\x03\x04/, what: 'a ZIP archive', hint: 'take the table out of it' },
  { begins: /^\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1/, what: 'an Excel workbook or another old Office file', hint: OFFICE },
  { begins: /^\x1f[\x8b\ufffd]\x08/, what: 'compressed with gzip, which its name does not tell', hint: 'add .gz to the name' },
  { begins: /^\x28\xb5\x2f\xfd/, what: 'compressed with zstd, which its name does not tell', hint: 'add .zst to the name' },
  { begins: /^BZh[1-9]1AY&SY/, what: 'compressed with bzip2', hint: 'unpack it' },
  { begins: /^[\xfd\ufffd]7zXZ\0/, what: 'compressed with xz', hint: 'unpack it' },
  { begins: /^7z[\xbc\ufffd][\xaf\ufffd]'\x1c/, what: 'a 7-Zip archive', hint: 'take the table out of it' },
  { begins: /^Rar!\x1a\x07/, what: 'a RAR archive', hint: 'take the table out of it' },
  { begins: /^(?=[^]{0,256}\0)[^]{257}ustar[\0 ]/, what: 'a tar archive', hint: 'take the table out of it' },
  { begins: new RegExp(`^PAR1${CONTROL}`), what: 'a Parquet file', hint: 'name it so, .parquet', format: 'parquet' },
  { begins: /^(ARROW1\0\0|FEA1\0)/, what: 'an Arrow file', hint: 'name it so, .arrow', format: 'arrow' },
  { begins: /^Obj\x01/, what: 'an Avro file' },
  { begins: new RegExp(`^ORC${CONTROL}`), what: 'an ORC file' },
  { begins: /^SQLite format 3\0/, what: 'an SQLite database' },
  { begins: /^[^]{8}DUCK[^]\0/, what: 'a DuckDB database' },
  { begins: /^[\x89\ufffd]HDF\r?\n\x1a\n/, what: 'an HDF5 file' },
  { begins: /^[\x93\ufffd]NUMPY[\x01-\x03]/, what: 'a NumPy array' },
  { begins: /^[\x80\ufffd][\x02-\x05][\x95\ufffdc}\](]/, what: 'a Python pickle' },
  { begins: /^(\xef\xbb\xbf|\ufeff)?\s*(<!doctype html|<html)(?=[\s>])/i, what: 'a web page (HTML)', hint: DOWNLOAD },
  { begins: /^(\xef\xbb\xbf|\ufeff)?\s*<\?xml\s+version=/i, what: 'an XML document' },
];

/** What ZIP archives are that office programs write, by a name in their list of files, at the end. */
const ZIPPED: readonly (readonly [name: string, kind: Pick<Kind, 'what' | 'hint'>])[] = [
  ['xl/workbook.', { what: 'an Excel workbook', hint: OFFICE }],
  ['word/document.', { what: 'a Word document' }],
  ['content.xml', { what: 'an OpenDocument file', hint: OFFICE }],
];

const HEAD = 1024;
const ZIP_LIST = 64 * 1024;

/** The reason why a dataset cannot be read, where its first file is something else. `encoding`: what the user has set. */
export async function foreignError(dataset: Dataset, files: Files, encoding?: string): Promise<UnreadableError | undefined> {
  const [first = ''] = dataset.files;
  const head = await headOf(first, files);
  const isWide = (encoding ?? detectEncoding([head]).encoding).startsWith('utf-16');
  const kind = kindOf(characters(head), dataset.format, isWide);
  if (kind === undefined) return undefined;
  if (!kind.what.includes('ZIP')) return errorOf(dataset, kind);
  const size = (await files.stat(first))?.size ?? 0;
  const list = characters(await files.read(first, Math.max(0, size - ZIP_LIST), ZIP_LIST));
  return errorOf(dataset, ZIPPED.find(([name]) => list.includes(name))?.[1] ?? kind);
}

/** The same of an open text, by its beginning. */
export function foreignTextError(dataset: Dataset, head: string): UnreadableError | undefined {
  const kind = kindOf(head.slice(0, HEAD), dataset.format);
  return kind === undefined ? undefined : errorOf(dataset, kind);
}

/** `isWide`: the characters are halves of others. */
function kindOf(head: string, format: Dataset['format'], isWide = false): Pick<Kind, 'what' | 'hint'> | undefined {
  const known = KINDS.find((kind) => kind.format !== format && kind.begins.test(head));
  return known ?? (isText(format) && !isWide && isBinary(head) ? BINARY : undefined);
}

const BINARY = { what: 'binary data', hint: 'among its first characters are many that no text has' };
/** Control characters but for those that separate cells or lines, or switch between alphabets. */
const NEVER_IN_TEXT = /[\0\x04-\x08\x0e-\x1a]/g;
const FEWEST_KINDS = 8;
const LEAST_SHARE = 0.03;
/** Zeros and nothing else, as a file has whose content was never written. */
const ZEROS = /^\0{512}/;

function isBinary(head: string): boolean {
  const found = head.match(NEVER_IN_TEXT) ?? [];
  return ZEROS.test(head) || (new Set(found).size >= FEWEST_KINDS && found.length >= head.length * LEAST_SHARE);
}

function errorOf(dataset: Dataset, { what, hint }: Pick<Kind, 'what' | 'hint'>): UnreadableError {
  const isTable = /^compressed|Parquet|Arrow/.test(what);
  return new UnreadableError(`${nameOf(dataset)} is ${what}${isTable ? '' : ', not a table'}${hint === undefined ? '' : `: ${hint}`}.`);
}

async function headOf(path: string, files: Files): Promise<Uint8Array> {
  if (!/\.(gz|zst)$/i.test(path)) return files.read(path, 0, HEAD);
  for await (const bytes of files.stream(path)) return bytes.subarray(0, HEAD);
  return new Uint8Array();
}

function characters(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => String.fromCharCode(byte)).join('');
}
