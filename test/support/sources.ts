// The project's own files as the tidy test reads them: text, code without comments and strings, and imports.

import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';

export const ROOT = join(import.meta.dirname, '../..');

export interface Source {
  /** Relative to the project, with forward slashes. */
  readonly path: string;
  readonly text: string;
  /** The text with comments and the contents of strings blanked; lines stay where they were. */
  readonly code: string;
  /** What it imports: a project path for a relative import, else the package's or module's name as written. */
  readonly imports: readonly string[];
  /** Those of them that are still there at run time: `import type` is erased. */
  readonly loads: readonly string[];
}

/** Every file that git tracks, or would track once added. */
export function projectFiles(): string[] {
  const args = ['ls-files', '--cached', '--others', '--exclude-standard'];
  const listed = execFileSync('git', args, { cwd: ROOT, encoding: 'utf8', maxBuffer: 1 << 26 });
  return listed.split('\n').filter(path => path !== '' && existsSync(join(ROOT, path)));
}

export function readProjectFile(path: string): string {
  return readFileSync(join(ROOT, path), 'utf8');
}

export function readSources(): Source[] {
  return projectFiles()
    .filter(path => /^(client|server|test|webviews)\/.*\.(ts|tsx|mjs)$/.test(path) && !path.startsWith('test/fixtures/')) // texts to read, not to run
    .map(path => {
      const text = readProjectFile(path);
      const erased = /^\s*(import|export) type\b/;
      const imports = importsOf(path, text);
      const loads = imports.filter(({ statement }) => !erased.test(statement));
      return { path, text, code: blank(text), imports: imports.map(({ target }) => target), loads: loads.map(({ target }) => target) };
    });
}

const IMPORT = /^\s*(?:import|export)\b[^'";]*?\bfrom\s*'([^']+)'|^\s*import\s*'([^']+)'|\bimport\(\s*'([^']+)'\s*\)/gm;

function importsOf(path: string, text: string): { statement: string; target: string }[] {
  return [...text.matchAll(IMPORT)].map(match => {
    const name = match[1] ?? match[2] ?? match[3] ?? '';
    const target = name.startsWith('.') ? relative(ROOT, join(ROOT, dirname(path), name)).replaceAll('\\', '/') : name;
    return { statement: match[0], target };
  });
}

/** Comments, regular expressions after an opening sign, and strings: in that order of precedence at each place. */
const NOT_CODE = /\/\/[^\n]*|\/\*[\s\S]*?\*\/|'(?:\\.|[^'\\\n])*'|"(?:\\.|[^"\\\n])*"|`(?:\\.|[^`\\])*`|(?<=[(,=:[!&|?]\s*)\/(?:\\.|\[(?:\\.|[^\]\\\n])*\]|[^/\\\n[])+\/[a-z]*/g;

function blank(text: string): string {
  return text.replace(NOT_CODE, found => found.replace(/[^\n]/g, ' '));
}
