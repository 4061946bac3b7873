// The datasets that R's calls name: readers and writers of tables, SQL, lists of files, defaults of settings.

import type { SyntaxNode } from '@lezer/common';
import { OUTPUT_NAME } from '../names.ts';
import { joinPaths } from '../paths.ts';
import type { Reference } from '../reference.ts';
import type { Call } from '../syntax/collected.ts';
import { handedAt, isHanded, type Handing } from '../syntax/handed.ts';
import { source } from '../syntax/nodes.ts';
import type { Placed, RangesOf } from '../syntax/place.ts';
import { reaching } from '../syntax/scope.ts';
import type { Here, Memo } from '../syntax/values.ts';
import { hasDataEnding, looksLikeData, toPath } from '../target.ts';
import { elements, fold, lookUp } from './fold.ts';
import { referencesAt, referencesInSql } from './place.ts';
import { DEFAULT_CALLS, EXISTS_CALL, READER_CALLS, READS_EACH, SPEAKING_CALL, SQL_CALLS, type ReaderCall } from './readers.ts';
import { argument, calleeOf, given, type Given } from './syntax.ts';

/** A call with its name and its arguments. */
interface Named {
  readonly name: string;
  readonly package?: string;
  readonly call: Call;
  readonly args: Given;
  readonly here: Here;
}

export function findInCalls(calls: readonly Call[], memo: Memo, ranges: RangesOf): readonly Placed[] {
  const named = calls.flatMap((call) => withName(call, memo));
  const asked = new Set(named.flatMap(askedFor));
  const handed = handedAt(calls.flatMap((call) => handing(call, memo)));
  return named.flatMap((one) =>
    inCall(one, ranges).map((reference) => {
      const isExpected = one.call.isGuarded || asked.has(reference.target) || isHanded(reference, placeOf(one.call), handed);
      return { reference: isExpected ? { ...reference, sure: false } : reference, here: one.here };
    }),
  );
}

/** A call that nobody knows, and commands, with what they are given. */
function handing(call: Call, memo: Memo): readonly Handing[] {
  const callee = calleeOf(call.node, call.unit);
  const here = { unit: call.unit, scope: call.scope, memo, depth: 0 };
  const { positional, named } = given(call.node, call.unit);
  if (callee === undefined || positional.length + named.size === 0 || SPEAKING_CALL.test(callee.name) || [EXISTS_CALL, READS_EACH].some((pattern) => pattern.test(callee.name))) return [];
  if (readerOf(callee) !== undefined || [...DEFAULT_CALLS, ...SQL_CALLS].some(({ names }) => names.test(callee.name)) || fold(call.node, here) !== undefined) return [];
  const texts = [...positional, ...named.values()].flatMap((node) => (/^(String|Name)$/.test(node.name) ? (fold(node, here) ?? []) : []));
  return [{ texts: /^(system2?|shell)$/.test(callee.name) ? texts.flatMap((text) => text.split(/[\s=>"']+/)) : texts, at: placeOf(call) }];
}

function placeOf({ node, unit }: Call): number {
  return unit.base + node.to;
}

/** None for a function that the text itself defines: what it does is read where it is defined. */
function withName(call: Call, memo: Memo): readonly Named[] {
  const callee = calleeOf(call.node, call.unit);
  const here = { unit: call.unit, scope: call.scope, memo, depth: 0 };
  if (callee === undefined || (callee.package === undefined && reaching(callee.name, here, call.unit.base + call.node.from) !== undefined)) return [];
  return [{ name: callee.name, package: callee.package, call, args: given(call.node, call.unit), here }];
}

function inCall(one: Named, ranges: RangesOf): readonly Reference[] {
  const { name, args, here } = one;
  const reader = readerOf(one);
  if (reader !== undefined) return ofReader(one, reader, ranges);
  const setting = DEFAULT_CALLS.find(({ names }) => names.test(name));
  if (setting !== undefined) return ofSetting(one, setting, ranges);
  if (name === 'list.files' || name === 'dir_ls') return ofFolder(one, ranges);
  const mapped = READS_EACH.test(name) ? readerGiven(one) : undefined;
  if (mapped !== undefined) return ofReader(mapped, mapped.reader, ranges);
  const query = SQL_CALLS.find(({ names }) => names.test(name));
  const sql = query === undefined ? undefined : argument(args, ['statement', 'sql', 'query', 'from'], query.at, query.before);
  return sql === undefined ? [] : referencesInSql(sql, here, { sure: true }, ranges);
}

function readerOf({ name, package: pack }: { readonly name: string; readonly package?: string }): ReaderCall | undefined {
  return READER_CALLS.find(({ names, packages }) => names.test(name) && (pack === undefined || packages.includes(pack)));
}

/** lapply(files, read.csv), map_dfr(files, readr::read_csv): the reader as if it were called with the files. */
function readerGiven({ call, args, here }: Named): (Named & { readonly reader: ReaderCall }) | undefined {
  const [files, run] = args.positional;
  const [, pack, name = ''] = run === undefined || !/^(Name|Namespace)$/.test(run.name) ? [] : (/^(?:([\w.]+)\s*:::?\s*)?(\S+)$/.exec(source(run, here.unit)) ?? []);
  const isOwn = run !== undefined && pack === undefined && reaching(name, here, here.unit.base + run.from) !== undefined;
  const reader = isOwn ? undefined : readerOf({ name, package: pack });
  if (files === undefined || reader === undefined || reader.writes === true) return undefined;
  return { name, package: pack, call, args: { positional: [files], named: args.named }, here, reader };
}

function ofReader(one: Named, reader: ReaderCall, ranges: RangesOf): readonly Reference[] {
  const { name, args, here } = one;
  const node = argument(args, reader.keywords, reader.path, reader.before);
  if (node === undefined || isCommand(name, node, here)) return [];
  const writes = reader.writes === true;
  const full = one.package === undefined ? name : `${one.package}::${name}`;
  const kind = { reader: full, sure: !writes && reader.isDoubtful !== true && !mayBeCommand(name, node, here), writes, ...readingOf(one, reader) };
  return referencesAt(node, here, kind, ranges).filter(({ target }) => (reader.needsEnding !== true || hasDataEnding(target)) && !/^(clipboard|stdin)$/.test(target));
}

/** fread reads the output of a command, and its input as a table where it is none's name. */
function isCommand(name: string, node: SyntaxNode, here: Here): boolean {
  return mayBeCommand(name, node, here) && !hasDataEnding(fold(node, here) ?? '');
}

/** fread("grep x data/a.csv") ends like a file, too. */
function mayBeCommand(name: string, node: SyntaxNode, here: Here): boolean {
  return name === 'fread' && /\s/.test(fold(node, here) ?? '');
}

/** Paths that the code asks for before it reads them. */
function askedFor({ name, args, here }: Named): readonly string[] {
  if (!EXISTS_CALL.test(name)) return [];
  const nodes = [...args.positional, ...args.named.values()].flatMap((node) => {
    const list = lookUp(node, here);
    return (list === undefined ? undefined : elements(list.node, list.here)) ?? [node];
  });
  return nodes.flatMap((node) => toPath(fold(node, here) ?? '')?.target ?? []);
}

/** make_option("--data", default = "data/train.csv"): probably read, perhaps written. */
function ofSetting({ args, here }: Named, setting: (typeof DEFAULT_CALLS)[number], ranges: RangesOf): readonly Reference[] {
  const node = argument(args, setting.keywords, setting.at);
  if (node === undefined) return [];
  const writes = args.positional.some((one) => one !== node && OUTPUT_NAME.test(fold(one, here) ?? ''));
  return referencesAt(node, here, { reader: setting.reader, sure: false, writes }, ranges).filter(({ target }) => looksLikeData(target));
}

/** list.files("data", pattern = "\\.csv$", full.names = TRUE). */
function ofFolder({ name, call, args, here }: Named, ranges: RangesOf): readonly Reference[] {
  const isGlob = name === 'dir_ls';
  const folder = fold(argument(args, ['path'], 0), here);
  const written = fold(argument(args, isGlob ? ['glob', 'regexp'] : ['pattern'], isGlob ? undefined : 1), here);
  const ending = /^\^?(?:\.?\*|\.\+)?(?:\\\.|\[\.\]|\.)(\w+)\$?$/.exec(written ?? '')?.[1];
  if (folder === undefined || ending === undefined) return [];
  const recursive = argument(args, ['recursive', 'recurse'], undefined);
  const isDeep = recursive !== undefined && /^T(RUE)?$/.test(source(recursive, here.unit));
  const path = toPath(joinPaths([folder, `${isDeep ? '**/' : ''}*.${ending}`]));
  if (path === undefined || !hasDataEnding(path.target)) return [];
  return [{ ...path, range: ranges(here).range(call.node.from, call.node.to), reader: name, sure: false, writes: false }];
}

/** What the call says of the dialect. */
function readingOf({ name, args, here }: Named, reader: ReaderCall): Pick<Reference, 'reading'> {
  const delimiterAt = /^(read_delim|read_delim_chunked)$/.test(name) ? 1 : name === 'read.table' || name === 'read.csv' ? 2 : undefined;
  const delimiter = fold(argument(args, ['sep', 'delim'], delimiterAt), here) ?? reader.delimiter;
  const header = argument(args, ['header', 'col_names'], /^read\.(csv|table|delim|csv2)$/.test(name) || /^read_(csv2?|tsv)$/.test(name) ? 1 : undefined);
  const said = header === undefined ? '' : source(header, here.unit);
  // Names in place of the header: the first row is a record.
  const skips = args.named.has('skip'); // the header, perhaps
  const isHeaderless = !skips && (/^F(ALSE)?$/.test(said) || (args.named.has('col_names') && /^c\s*\(/.test(said)));
  const encoding = encodingOf(args, here);
  const reading = {
    ...(delimiter?.length === 1 ? { delimiter } : {}),
    ...(encoding === undefined ? {} : { encoding }),
    ...(isHeaderless ? { header: false } : {}),
  };
  return Object.keys(reading).length === 0 ? {} : { reading };
}

/** fileEncoding = "latin1", locale = locale(encoding = "latin1"); R's own names of encodings as others write them. */
function encodingOf(args: Given, here: Here): string | undefined {
  const locale = args.named.get('locale');
  const inLocale = locale?.name === 'Call' ? given(locale, here.unit).named.get('encoding') : undefined;
  const said = fold(args.named.get('fileEncoding') ?? args.named.get('encoding') ?? inLocale, here);
  return said === undefined || /^(unknown|bytes|)$/.test(said) ? undefined : said.replace(/^latin-1$/i, 'latin1').replace(/-BOM$/i, '');
}
