// The datasets that JavaScript's calls name: readers and writers of files and tables, SQL, imports, defaults of settings.

import type { SyntaxNode } from '@lezer/common';
import { OUTPUT_NAME } from '../names.ts';
import { OWN_FOLDER } from '../paths.ts';
import type { Reference } from '../reference.ts';
import type { Call } from '../syntax/collected.ts';
import { handedAt, isHanded, type Handing } from '../syntax/handed.ts';
import { source } from '../syntax/nodes.ts';
import type { Placed, RangesOf } from '../syntax/place.ts';
import type { Here, Memo } from '../syntax/values.ts';
import { hasDataEnding, looksLikeData, toPath } from '../target.ts';
import { fold, fullName, lookUp } from './fold.ts';
import { referencesAt, referencesInSql } from './place.ts';
import { DEFAULT_CALLS, EXISTS_CALL, READER_CALLS, RUNS_IN_NODE, SPEAKING_CALL, SQL_CALL, type ReaderCall } from './readers.ts';
import { readLiteral } from './strings.ts';
import { positional, property } from './syntax.ts';

/** A call with its full name and its arguments. */
interface Named {
  readonly name: string;
  readonly call: Call;
  readonly args: readonly SyntaxNode[];
  readonly here: Here;
}

export function findInCalls(calls: readonly Call[], memo: Memo, ranges: RangesOf): readonly Placed[] {
  const named = calls.map((call) => withName(call, memo));
  const asked = new Set(named.flatMap(askedFor));
  const handed = handedAt(named.flatMap(handing));
  return named.flatMap((one) =>
    inCall(one, ranges).map((reference) => {
      const isExpected = one.call.isGuarded || asked.has(reference.target) || isHanded(reference, placeOf(one), handed);
      return { reference: isExpected ? { ...reference, sure: false } : reference, here: one.here };
    }),
  );
}

/** A call that nobody knows with what it is given: await download(address, "data/a.csv"). */
function handing(one: Named): readonly Handing[] {
  const { name, call, args, here } = one;
  const given = args.filter((node) => /^(String|TemplateString|VariableName)$/.test(node.name));
  if (given.length === 0 || /^(import|require)$/.test(name) || [SPEAKING_CALL, EXISTS_CALL, SQL_CALL].some((pattern) => pattern.test(name))) return [];
  if (readerOf(one) !== undefined || DEFAULT_CALLS.some(({ pattern }) => pattern.test(name)) || fold(call.node, here) !== undefined) return [];
  return [{ texts: given.flatMap((node) => fold(node, here) ?? []), at: placeOf(one) }];
}

function placeOf({ call }: Named): number {
  return call.unit.base + call.node.to;
}

function withName(call: Call, memo: Memo): Named {
  const here = { unit: call.unit, scope: call.scope, memo, depth: 0 };
  const callee = call.node.name === 'NewExpression' ? (call.node.firstChild?.nextSibling ?? null) : call.node.firstChild;
  const isImport = call.node.name === 'ImportDeclaration' || call.node.name === 'DynamicImport';
  return { name: isImport ? 'import' : fullName(callee, here), call, args: positional(call.node), here };
}

function inCall(one: Named, ranges: RangesOf): readonly Reference[] {
  const { name, call, args, here } = one;
  if (name === 'import' || name === 'require') return ofImport(one, ranges);
  const reader = readerOf(one);
  if (reader !== undefined) return ofReader(one, reader, ranges);
  const setting = DEFAULT_CALLS.find(({ pattern }) => pattern.test(name));
  if (setting !== undefined) return ofSetting(one, setting, ranges);
  if (!SQL_CALL.test(name)) return [];
  const sql = call.node.name === 'TaggedTemplateExpression' ? call.node.getChild('TemplateString') : args[0];
  return sql == null ? [] : referencesInSql(sql, here, { sure: true }, ranges);
}

/** The first whose path is there: loadCSV(path) and loadCSV(name, path) have one name. */
function readerOf({ name, args }: Named): ReaderCall | undefined {
  return READER_CALLS.find(({ pattern, path }) => pattern.test(name) && args[path] !== undefined);
}

function ofReader(one: Named, reader: ReaderCall, ranges: RangesOf): readonly Reference[] {
  const { name, args, here } = one;
  const argument = args[reader.path];
  const node = property(argument, reader.properties ?? [], here.unit) ?? argument;
  if (node === undefined) return [];
  const writes = reader.writes === true || isOpenedToWrite(one);
  const isDoubtful = reader.isDoubtful === true || (reader.isDoubtful === 'browser' && !RUNS_IN_NODE.test(here.unit.text));
  const kind = { reader: name.replace(/^\?\./, ''), sure: !writes && !isDoubtful, writes, ...readingOf(one, reader) };
  return referencesAt(node, here, kind, ranges).filter(({ target }) => reader.needsEnding !== true || hasDataEnding(target));
}

/** fs.open(path, "w"). */
function isOpenedToWrite({ name, args, here }: Named): boolean {
  return /^fs\.(promises\.)?open(Sync)?$/.test(name) && /[wax+]/.test(fold(args[1], here) ?? '');
}

/** import table from "./table.csv": a bundler resolves it beside the file. */
function ofImport({ call, args, here }: Named, ranges: RangesOf): readonly Reference[] {
  const node = call.node.name === 'CallExpression' ? args[0] : call.node.getChild('String');
  const literal = node == null ? undefined : readLiteral(source(node, here.unit));
  const path = literal?.value.replace(/\?[\w&=-]+$/, '') ?? ''; // what the bundler is to make of it: ?raw, ?url
  if (node == null || literal === undefined || !/^\.{1,2}\//.test(literal.value) || !looksLikeData(path)) return [];
  const meant = toPath(`${OWN_FOLDER}/${path}`);
  if (meant === undefined) return [];
  const isLiteral = literal.isPlain && path === meant.target;
  return [{ ...meant, range: ranges(here).range(node.from + literal.from, node.from + literal.to - (literal.value.length - path.length)), ...(isLiteral ? { isLiteral: true } : {}), reader: 'import', sure: false, writes: false }];
}

/** Paths that the code asks for before it reads them. */
function askedFor({ name, args, here }: Named): readonly string[] {
  if (!EXISTS_CALL.test(name)) return [];
  const path = toPath(fold(args[0], here) ?? '');
  return path === undefined ? [] : [path.target];
}

function ofSetting({ args, here }: Named, { at, reader }: (typeof DEFAULT_CALLS)[number], ranges: RangesOf): readonly Reference[] {
  const node = args[at];
  if (node === undefined) return [];
  const writes = OUTPUT_NAME.test(fold(args[0], here) ?? '');
  return referencesAt(node, here, { reader, sure: false, writes }, ranges).filter(({ target }) => looksLikeData(target));
}

const NO_ENCODING = /^(base64|base64url|hex|binary|buffer)$/;

/** What the call says of the dialect. */
function readingOf({ name, args, here }: Named, reader: ReaderCall): Pick<Reference, 'reading'> {
  const given = args[reader.path + 1];
  const found = given === undefined ? undefined : lookUp(given, here);
  const said = (...names: string[]) => (found === undefined ? undefined : property(found.node, names, found.here.unit));
  const delimiter = /\.dsv$/.test(name) ? fold(args[0], here) : (fold(said('delimiter', 'sep', 'separator'), found?.here ?? here) ?? reader.delimiter);
  const encoding = fold(said('encoding') ?? (/^fs\./.test(name) ? given : undefined), here);
  const header = said('header', 'hasHeader', 'headers');
  const reading = {
    ...(delimiter?.length === 1 ? { delimiter } : {}),
    ...(encoding === undefined || NO_ENCODING.test(encoding) || isOpenedMode(name) ? {} : { encoding }),
    ...(header !== undefined && source(header, here.unit) === 'false' ? { header: false } : {}),
  };
  return Object.keys(reading).length === 0 || reader.writes === true ? {} : { reading };
}

/** The second argument of open is no encoding. */
function isOpenedMode(name: string): boolean {
  return /\.open(Sync)?$/.test(name);
}
