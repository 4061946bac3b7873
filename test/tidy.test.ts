// The house rules that no compiler keeps: rooms, sizes, headers, docs and settings in step with the code.

import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { isBuiltin } from 'node:module';
import { join } from 'node:path';
import { test } from 'node:test';
import { isDeepStrictEqual } from 'node:util';
import { BINARY_DATA, SELECTOR, TEXT_DATA } from '../client/src/selector.ts';
import { ALL_CODES, CODES } from '../server/src/core/findings/codes.ts';
import { ENDINGS, PACKINGS } from '../server/src/core/table/dataset.ts';
import { DEFAULT_SETTINGS } from '../server/src/lsp/settings.ts';
import { WATCHED } from '../server/src/protocol/protocol.ts';
import { projectFiles, readProjectFile, readSources, ROOT, type Source } from './support/sources.ts';

const MAX_LINES = 500;
const sources = readSources();
const byPath = new Map(sources.map(source => [source.path, source]));
const manifest = JSON.parse(readProjectFile('package.json')) as Manifest;

interface Manifest {
  dependencies: Record<string, string>;
  activationEvents: string[];
  contributes: {
    commands: { command: string }[];
    configuration: { properties: Record<string, Setting> };
    languages: { extensions: string[] }[];
    menus: object;
  };
}

interface Setting {
  default?: unknown;
  markdownDescription?: string;
  properties?: Record<string, Setting>;
}

/** Fails with every complaint at once, so that one run shows all there is to mend. */
function none(complaints: Iterable<string>): void {
  assert.deepEqual([...complaints], []);
}

function matches(pattern: RegExp): string[] {
  return sources.flatMap(({ path, code }) => code.split('\n').flatMap((line, i) => (pattern.test(line) ? [`${path}:${i + 1}`] : [])));
}

test('every source file says in its first lines what it is', () => {
  none(sources.filter(({ text }) => !/^(#!.*\n)?(\/\/ \S|\/\*)/.test(text)).map(({ path }) => path));
});

test(`no source file is longer than ${MAX_LINES} lines`, () => {
  none(sources.filter(({ text }) => text.split('\n').length > MAX_LINES + 1).map(({ path }) => path));
});

test('nothing escapes the type checker', () => {
  none(matches(/(?:[:<,|&]|\bas|=>)\s*any\b/));
  none(sources.filter(({ text }) => /@ts-(ignore|nocheck|expect-error)/.test(text.replaceAll(/\/@ts-.*\//g, ''))).map(({ path }) => path));
});

test('no test runs alone', () => {
  none(matches(/\b(test|it|describe|suite)\s*\.only\b|\bonly:\s*true/));
});

test('every test takes the same cases each time: chance comes from test/support/property.ts', () => {
  const places = [...matches(/\bfc\.(assert|check|configureGlobal)\b/), ...matches(/\bMath\.random\b/)];
  none(places.filter(place => /^test\//.test(place) && !place.startsWith('test/support/property.ts:')));
});

// ── rooms ────────────────────────────────────────────────────────────────────────────────────────────────────────

/** Longest place first. What a room may import, besides packages. */
const ROOMS: readonly (readonly [place: string, mayImport: readonly string[]])[] = [
  ['server/src/core/', ['server/src/core/']],
  ['server/src/features/', ['server/src/features/', 'server/src/core/', 'server/src/protocol/', 'webviews/contract/']],
  ['server/src/lsp/', ['server/src/lsp/', 'server/src/features/', 'server/src/core/', 'server/src/protocol/', 'webviews/contract/']],
  ['server/src/node/', ['server/src/node/', 'server/src/core/']],
  ['server/src/protocol/', ['server/src/protocol/']],
  ['server/src/', ['server/src/']],
  ['client/', ['client/', 'server/src/protocol/', 'webviews/contract/']],
  ['webviews/contract/', ['webviews/contract/', 'server/src/core/']],
  ['webviews/parts/', ['webviews/parts/', 'webviews/contract/']],
  ['webviews/', ['webviews/']],
];

test('imports follow the rooms', () => {
  none(sources.flatMap(source => source.imports.filter(target => isForbidden(source, target)).map(target => `${source.path} → ${target}`)));
});

function isForbidden(source: Source, target: string): boolean {
  const room = ROOMS.find(([place]) => source.path.startsWith(place));
  const isOwn = byPath.has(target) || /^(server|client|test|webviews)\//.test(target);
  return room !== undefined && isOwn && !room[1].some(place => target.startsWith(place));
}

test('only main and the command line import the language server', () => {
  const others = sources.filter(({ path }) => !/^server\/src\/(lsp\/|main\.ts|cli)|^test\//.test(path));
  none(others.filter(({ imports }) => imports.some(target => target.startsWith('server/src/lsp/'))).map(({ path }) => path));
});

test('core knows no process, editor or protocol; what speaks the protocol knows no process', () => {
  none(importsOf('core', /^(vscode|@duckdb\/|@vscode\/)/));
  for (const room of ['core', 'features', 'lsp', 'protocol']) none(importsOf(room, { test: isBuiltin }));
});

function importsOf(room: string, forbidden: { test(name: string): boolean }): string[] {
  const inside = sources.filter(({ path }) => path.startsWith(`server/src/${room}/`));
  return inside.flatMap(({ path, imports }) => imports.filter(name => forbidden.test(name)).map(name => `${path} → ${name}`));
}

test('no module waits for itself: imports go round in no circle', () => {
  none(circles());
});

/** Depth first; a file met again while it is still open closes a circle. */
function circles(): string[] {
  const found: string[] = [];
  const done = new Set<string>();
  const open: string[] = [];
  const visit = (path: string): void => {
    if (open.includes(path)) {
      found.push([...open.slice(open.indexOf(path)), path].join(' → '));
      return;
    }
    if (done.has(path)) return;
    open.push(path);
    for (const target of byPath.get(path)?.loads ?? []) if (byPath.has(target)) visit(target);
    open.pop();
    done.add(path);
  };
  for (const { path } of sources) visit(path);
  return found;
}

// ── docs, settings, packages ─────────────────────────────────────────────────────────────────────────────────────

test('every code has a page, and every page a code', () => {
  const pages = projectFiles().flatMap(path => /^docs\/codes\/([a-z-]+)\.md$/.exec(path)?.[1] ?? []);
  none(ALL_CODES.filter(code => !pages.includes(code)));
  none(pages.filter(page => !(ALL_CODES as string[]).includes(page)));
});

test('every code has a setting, with the severity and the words of the table of codes', () => {
  const settings = manifest.contributes.configuration.properties['assay.findings']?.properties ?? {};
  const said = Object.entries(settings).map(([code, { default: severity, markdownDescription }]) => [code, { severity, title: markdownDescription }]);
  assert.deepEqual(Object.fromEntries(said), Object.fromEntries(ALL_CODES.map(code => [code, { ...CODES[code], title: `${CODES[code].title}.` }])));
});

test('settings have the defaults that the server has', () => {
  const defaults = Object.entries(manifest.contributes.configuration.properties).filter(([name]) => name !== 'assay.trace.server'); // the client library's own
  none(defaults.filter(([name, { default: value }]) => !isDeepStrictEqual(value, at(DEFAULT_SETTINGS, name.split('.').slice(1)))).map(([name]) => name));
});

function at(value: unknown, path: readonly string[]): unknown {
  return path.reduce((inner, name) => (inner as { readonly [name: string]: unknown } | undefined)?.[name], value);
}

test('every command that VS Code offers is there', () => {
  const table = readProjectFile('client/src/commands.ts');
  none(manifest.contributes.commands.map(({ command }) => command).filter(command => !table.includes(`\n  '${command}':`)));
});

test('every ending of a dataset is known wherever endings are listed', () => {
  const text = [...ENDINGS.delimited, ...ENDINGS.jsonl];
  const binary = [...ENDINGS.parquet, ...ENDINGS.arrow];
  const tables = [...text, ...binary]; // most files that end in .json are no tables
  const { languages, menus } = manifest.contributes;
  none([
    ...lacking('protocol.ts: WATCHED', [...tables, ...ENDINGS.json, ...PACKINGS], WATCHED),
    ...lacking('package.json: activationEvents', tables, manifest.activationEvents.at(-1)),
    ...lacking('package.json: menus', [...tables, ...PACKINGS], JSON.stringify(menus)),
    ...lacking('package.json: languages', text, JSON.stringify(languages.map(({ extensions }) => extensions))),
    ...lacking('selector.ts: SELECTOR', text, JSON.stringify(SELECTOR)),
    ...lacking('selector.ts: TEXT_DATA', text, TEXT_DATA.source),
    ...lacking('selector.ts: BINARY_DATA', [...binary, ...PACKINGS], BINARY_DATA.source),
  ]);
});

function lacking(place: string, endings: readonly string[], list = ''): string[] {
  const listed = new Set(list.match(/\w+/g));
  return endings.filter(ending => !listed.has(ending)).map(ending => `${place} lacks ${ending}`);
}

test('links in the documents lead somewhere', () => {
  none(projectFiles().filter(path => path.endsWith('.md')).flatMap(brokenLinks));
});

function brokenLinks(path: string): string[] {
  const found = readProjectFile(path).matchAll(/(?:\]\(|(?:src|srcset|href)=")(?!https?:|#|mailto:)([^)"#\s]+)/g);
  const links = [...found].map(match => match[1] ?? '');
  return links.filter(link => !existsSync(join(ROOT, path, '..', link))).map(link => `${path} → ${link}`);
}

test('the engine is pinned', () => {
  assert.match(manifest.dependencies['@duckdb/node-api'] ?? '', /^\d/);
});

test('no file names this machine or a registry', () => {
  // Put together here, so that this file does not hold what it forbids.
  const machine = new RegExp([['', 'work', '(main|shared)', ''].join('/'), ['', 'root', ''].join('/'), ['', 'home', '[a-z]+', ''].join('/')].join('|'));
  const texts = projectFiles().filter(path => /\.(ts|mjs|cjs|json|md|ya?ml|py|ipynb)$|^\.ci\/|^\.npmrc$/.test(path));
  none(texts.filter(path => machine.test(readProjectFile(path))));
  none(/"resolved": "(?!https:\/\/registry\.npmjs\.org\/)[^"]*"/.exec(readProjectFile('package-lock.json')) ?? []);
});
