// The datasets that calls name: readers and writers of tables, open files, SQL, defaults of settings.

import type { SyntaxNode } from '@lezer/common';
import { OUTPUT_NAME } from '../names.ts';
import { joinPaths } from '../paths.ts';
import type { Ranges, Reference } from '../reference.ts';
import type { Call } from '../syntax/collected.ts';
import { handedAt, isHanded, type Handing } from '../syntax/handed.ts';
import { children, source } from '../syntax/nodes.ts';
import type { Placed } from '../syntax/place.ts';
import type { Here, Memo } from '../syntax/values.ts';
import { hasDataEnding, looksLikeData, toPath } from '../target.ts';
import { fold, foldAll, fullName, lookUp, rootName } from './fold.ts';
import { inLoadDataset } from './load-dataset.ts';
import { referencesAt, referencesInSql } from './place.ts';
import { COMMAND_CALL, DEFAULT_CALLS, EXISTS_CALL, HANDLE_CALL, OPEN_CALL, READER_CALLS, SPEAKING_CALL, SQL_CALL, type ReaderCall } from './readers.ts';
import { elements, keyword, positional } from './syntax.ts';

const LOAD_DATASET = /^(datasets\.)?load_dataset$/;

/** A call with its full name and its parts. */
interface Named {
  readonly name: string;
  readonly call: Call;
  readonly callee: SyntaxNode;
  readonly list: SyntaxNode;
  readonly here: Here;
}

/** The table reader that an open file is given to, by the place of the call that opens it. */
type Handles = ReadonlyMap<number, Named>;

export function findInCalls(calls: readonly Call[], memo: Memo, lines: (here: Here) => Ranges): readonly Placed[] {
  const named = calls.flatMap((call) => withName(call, memo));
  const handles = new Map(named.flatMap((one) => handleOf(one)));
  const handed = handedAt(handings(named));
  const asked = new Set(named.flatMap((one) => askedFor(one)));
  return named.flatMap((one) =>
    inCall(one, handles, lines).map((reference) => {
      const isExpected = one.call.isGuarded || asked.has(reference.target) || isHanded(reference, placeOf(one.call.node, one.here), handed);
      return { reference: isExpected ? { ...reference, sure: false } : reference, here: one.here };
    }),
  );
}

function withName(call: Call, memo: Memo): readonly Named[] {
  const nodes = children(call.node);
  const [callee, list] = [nodes.find(({ name }) => name !== 'At'), nodes.at(-1)];
  if (callee === undefined || list?.name !== 'ArgList') return [];
  const here = { unit: call.unit, scope: call.scope, memo, depth: 0 };
  return [{ name: call.node.name === 'Decorator' ? decoratorName(nodes, here) : fullName(callee, here), call, callee, list, here }];
}

/** @click.option(…): its names stand one beside the other. */
function decoratorName(nodes: readonly SyntaxNode[], here: Here): string {
  const [root, ...rest] = nodes.filter(({ name }) => name === 'VariableName');
  return root === undefined ? '?' : [rootName(root, rest.length === 0, here), ...rest.map((node) => source(node, here.unit))].join('.');
}

function inCall(one: Named, handles: Handles, lines: (here: Here) => Ranges): readonly Reference[] {
  const { name, list, here } = one;
  if (isOpen(one)) return ofOpen(one, handles, lines);
  const setting = DEFAULT_CALLS.find(({ pattern }) => pattern.test(name));
  if (setting !== undefined) return ofSetting(one, setting, lines);
  const reader = READER_CALLS.find(({ pattern }) => pattern.test(name));
  if (reader !== undefined) return ofReader(one, reader, lines);
  if (/^\?\.r?glob$/.test(name)) return ofGlob(one, lines);
  if (LOAD_DATASET.test(name)) return inLoadDataset(list, here, { reading: readingOf(one), ranges: lines });
  const [sql] = SQL_CALL.test(name) ? positional(list) : [];
  return sql === undefined ? [] : referencesInSql(sql, here, { sure: true }, lines);
}

function ofReader(one: Named, reader: ReaderCall, lines: (here: Here) => Ranges): readonly Reference[] {
  const { name, callee, list, here } = one;
  const node = reader.path === 'object' ? callee.firstChild : (positional(list)[reader.path] ?? keyword(list, reader.keywords, here.unit));
  if (node == null) return [];
  const writes = reader.writes === true;
  const kind = { reader: name.replace(/^\?\./, ''), sure: !writes && reader.isDoubtful !== true, writes, ...readingOf(one, reader) };
  return referencesAt(node, here, kind, lines).filter(({ target }) => reader.needsEnding !== true || hasDataEnding(target));
}

// ── open files ───────────────────────────────────────────────────────────────────────────────────────────────────

/** open(path), and path.open(). */
function isOpen({ name, callee, here }: Named): boolean {
  return OPEN_CALL.test(name) || (/^\?\.open$/.test(name) && fold(callee.firstChild, here) !== undefined);
}

/** csv.reader(file) and pandas.read_csv(file): the call that opened the file, with what reads it. */
function handleOf(one: Named): readonly (readonly [number, Named])[] {
  const reader = READER_CALLS.find(({ pattern, isDoubtful }) => isDoubtful !== true && pattern.test(one.name));
  if (!HANDLE_CALL.test(one.name) && reader === undefined) return [];
  const node = positional(one.list)[typeof reader?.path === 'number' ? reader.path : 0];
  const opened = node === undefined ? undefined : lookUp(node, one.here);
  return opened?.node.name === 'CallExpression' ? [[placeOf(opened.node, opened.here), one]] : [];
}

function placeOf(node: SyntaxNode, { unit }: Here): number {
  return unit.base + node.to;
}

function ofOpen(one: Named, handles: Handles, lines: (here: Here) => Ranges): readonly Reference[] {
  const { name, call, callee, list, here } = one;
  const isMethod = name === '?.open';
  const node = isMethod ? callee.firstChild : (positional(list)[0] ?? keyword(list, ['file', 'filename', 'urlpath', 'uri'], here.unit));
  if (node == null) return [];
  const reader = handles.get(placeOf(call.node, here));
  const mode = positional(list)[isMethod ? 0 : 1] ?? keyword(list, ['mode'], here.unit);
  const writes = mode !== undefined && /[wax+]/.test(fold(mode, here) ?? 'w');
  const reading = { ...readingOf(one).reading, ...(reader === undefined ? {} : readingOf(reader).reading) };
  const kind = { reader: (reader?.name ?? name).replace(/^\?\./, ''), sure: !writes, writes, ...(Object.keys(reading).length > 0 ? { reading } : {}) };
  return referencesAt(node, here, kind, lines).filter(({ target }) => reader !== undefined || hasDataEnding(target));
}

/** Paths that the code asks for before it reads them. */
function askedFor({ name, callee, list, here }: Named): readonly string[] {
  if (!EXISTS_CALL.test(name)) return [];
  const values = foldAll(name.startsWith('os.path.') ? positional(list)[0] : callee.firstChild, here);
  return values.flatMap((value) => toPath(value)?.target ?? []);
}

/** Calls nobody knows, and commands, with what they are given. */
function handings(all: readonly Named[]): readonly Handing[] {
  return all.flatMap((one) => {
    const nodes = children(one.list).filter(({ name }) => HANDED.test(name));
    if (nodes.length === 0 || isKnown(one)) return [];
    const isCommand = COMMAND_CALL.test(one.name);
    const values = (isCommand ? nodes.flatMap((part) => elements(part) ?? [part]) : nodes).flatMap((node) => fold(node, one.here) ?? []);
    return [{ texts: isCommand ? values.flatMap((value) => value.split(/[\s=>"']+/)) : values, at: placeOf(one.call.node, one.here) }];
  });
}

const HANDED = /^(String|FormatString|ContinuedString|VariableName|BinaryExpression|ArrayExpression|MemberExpression)$/;

/** Readers, questions and messages make no file; nor does what only joins a path. */
function isKnown(one: Named): boolean {
  const { name, call, here } = one;
  const isListed = [EXISTS_CALL, HANDLE_CALL, SQL_CALL, SPEAKING_CALL, LOAD_DATASET].some((pattern) => pattern.test(name)) || READER_CALLS.some(({ pattern }) => pattern.test(name)) || DEFAULT_CALLS.some(({ pattern }) => pattern.test(name));
  return isListed || isOpen(one) || fold(call.node, here) !== undefined;
}

// ── the rest ─────────────────────────────────────────────────────────────────────────────────────────────────────

/** What the call says of the dialect. */
function readingOf({ name, list, here }: Named, reader?: ReaderCall): Pick<Reference, 'reading'> {
  const said = (...names: string[]) => fold(keyword(list, names, here.unit), here);
  const delimiter = said('sep', 'delimiter', 'separator') ?? reader?.delimiter;
  const encoding = said('encoding');
  const header = keyword(list, ['header', 'has_header', 'include_header'], here.unit);
  const skips = keyword(list, ['skiprows', 'skip_rows', 'skip_header'], here.unit) !== undefined; // the header, perhaps
  const names = header === undefined && /^(pandas|modin|dask|cudf|csv\.DictReader|(datasets\.)?load_dataset)/.test(name) ? keyword(list, ['names', 'fieldnames'], here.unit) : undefined;
  const isHeaderless = !skips && (names !== undefined || (header !== undefined && /^(None|False)$/.test(source(header, here.unit))));
  const reading = {
    ...(delimiter?.length === 1 ? { delimiter } : {}), // a longer one is a regular expression
    ...(encoding === undefined ? {} : { encoding }),
    ...(isHeaderless ? { header: false } : {}),
  };
  return Object.keys(reading).length === 0 ? {} : { reading };
}

/** parser.add_argument("--data", default="data/train.csv"): probably read, perhaps written. */
function ofSetting({ list, here }: Named, { at, reader }: (typeof DEFAULT_CALLS)[number], lines: (here: Here) => Ranges): readonly Reference[] {
  const given = positional(list);
  const node = keyword(list, ['default'], here.unit) ?? (at === undefined ? undefined : given[at]);
  if (node === undefined) return [];
  const writes = given.some((argument) => argument !== node && OUTPUT_NAME.test(fold(argument, here) ?? ''));
  return referencesAt(node, here, { reader, sure: false, writes }, lines).filter(({ target }) => looksLikeData(target));
}

/** Path("data").glob("*.csv"). */
function ofGlob({ name, call, callee, list, here }: Named, lines: (here: Here) => Ranges): readonly Reference[] {
  const folder = fold(callee.firstChild, here);
  const pattern = fold(positional(list)[0], here);
  if (folder === undefined || pattern === undefined || !hasDataEnding(pattern)) return [];
  const path = toPath(joinPaths([folder, name.endsWith('.rglob') ? `**/${pattern}` : pattern]));
  return path === undefined ? [] : [{ ...path, range: lines(here).range(call.node.from, call.node.to), reader: 'glob', sure: false, writes: false }];
}
