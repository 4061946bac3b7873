// Bundles what ships: the VS Code side, the language server, the engine's process and the command line.

import { build, type BuildOptions } from 'esbuild';
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { configSchema, packageSchema } from '../server/src/core/config/json-schema.ts';

export const ROOT = join(import.meta.dirname, '..');
export const DIST = join(ROOT, 'dist');

/** Packages with native parts stay outside the bundles; `vscode` is given by the editor. */
const OUTSIDE = ['vscode', '@duckdb/node-api'];

/** Some packages inside an ES module bundle still call `require` for Node's own modules. */
const REQUIRE = "import { createRequire as assayRequire } from 'node:module'; const require = assayRequire(import.meta.url);";

const SHARED = {
  absWorkingDir: ROOT,
  bundle: true,
  platform: 'node',
  external: OUTSIDE,
  define: { ASSAY_VERSION: JSON.stringify(version()) },
  sourcemap: true,
  sourcesContent: false,
  logLevel: 'warning',
  legalComments: 'none',
  treeShaking: true,
  // jsonc-parser's CommonJS build hides its parts from bundlers; its ES build does not.
  mainFields: ['module', 'main'],
} satisfies BuildOptions;

const PARTS: readonly { source: string; out: string; options: BuildOptions }[] = [
  { source: 'client/src/extension.ts', out: 'client.cjs', options: { format: 'cjs', target: 'node22' } },
  { source: 'server/src/main.ts', out: 'server.js', options: esm() },
  { source: 'server/src/node/duckdb/worker.ts', out: 'engine.js', options: esm() },
  { source: 'server/src/cli.ts', out: 'cli.js', options: esm() },
];

const PANELS = ['dataset'];

function version(): string {
  return (JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as { version: string }).version;
}

function esm(): BuildOptions {
  return { format: 'esm', target: 'node20', banner: { js: REQUIRE } };
}

/** A panel's script, with its style sheet and the icons' font beside it. */
function webview(): BuildOptions {
  const jsx = { jsx: 'automatic', jsxImportSource: 'preact' } as const;
  return { ...jsx, format: 'iife', platform: 'browser', target: 'chrome120', external: [], minify: true, sourcemap: false, loader: { '.ttf': 'file' }, assetNames: '[name]' };
}

/** How everything that runs outside the editor is bundled. */
export const BUNDLED: BuildOptions = { ...SHARED, ...esm() };

/** Builds everything into dist/. Rejects with esbuild's own message when a source does not compile. */
export async function buildAll(): Promise<void> {
  writeSchemas();
  await Promise.all([...PARTS.map(buildPart), buildPanels(DIST), buildSuites()]);
}

/** The panels alone, for tests that show them. */
export async function buildPanels(folder: string): Promise<void> {
  await Promise.all(PANELS.map(name => bundle({ ...webview(), entryPoints: [`webviews/${name}/main.tsx`], outfile: join(folder, `webviews/${name}.js`) })));
}

async function buildPart(part: (typeof PARTS)[number]): Promise<void> {
  await bundle({ ...part.options, entryPoints: [part.source], outfile: join(DIST, part.out) });
}

/** What editors complete and check settings by. */
function writeSchemas(): void {
  put(join(DIST, 'assay.schema.json'), Buffer.from(`${JSON.stringify(configSchema(), undefined, 2)}\n`));
  put(join(DIST, 'package.schema.json'), Buffer.from(`${JSON.stringify(packageSchema(), undefined, 2)}\n`));
}

async function bundle(options: BuildOptions): Promise<void> {
  const { outputFiles } = await build({ ...SHARED, ...options, write: false });
  for (const { path, contents } of outputFiles) put(path, contents);
}

/** Replaces a file only when it changed, and in one step: whoever is running the old one keeps a whole file. */
function put(path: string, contents: Uint8Array): void {
  if (existsSync(path) && readFileSync(path).equals(contents)) return;
  mkdirSync(dirname(path), { recursive: true });
  const fresh = `${path}.${process.pid}`;
  writeFileSync(fresh, contents, { mode: path.endsWith('cli.js') ? 0o755 : 0o644 });
  renameSync(fresh, path);
}

/** One bundle of every suite that runs inside VS Code: suites are found by their place, not listed. */
async function buildSuites(): Promise<void> {
  const folder = join(ROOT, 'test/vscode/suite');
  const suites = readdirSync(folder).filter(name => name.endsWith('.suite.ts')).sort();
  const contents = [...suites.map(name => `import './${name}';`), "export { run } from './runner.ts';"].join('\n');
  await bundle({
    format: 'cjs',
    target: 'node22',
    stdin: { contents, resolveDir: folder, sourcefile: 'suites.ts', loader: 'ts' },
    outfile: join(DIST, 'test/suites.cjs'),
  });
}

if (import.meta.main) await buildAll();
