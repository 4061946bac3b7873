// Commands to the shells of SQL that name files: psql's \copy, .import of SQLite and DuckDB; and the data that dumps hold inline.

import type { SqlFile } from './files.ts';

const COPY = /^[ \t]*\\copy\b[^\n]*?\b(from|to)\s+(?:program\b|std(?:in|out)\b|pstd(?:in|out)\b|'([^'\n]+)'|([^\s'"();]+))[^\n]*/gim;
const DOT = /^\.(import|output|once)\b((?:[ \t]+-{1,2}\w+(?:[ \t]+\d+(?=[ \t]))?)*)[ \t]+(?:'([^'\n]+)'|"([^"\n]+)"|([^\s'";|]+))[^\n]*/gm;
const OTHER = /^(?:[ \t]*\\|\.[a-z])[^\n]*/gm;
const INLINE = /(\bcopy\b[^;]{0,5000}?\bfrom\s+stdin\b[^;\n]*;[^\n]*\n)([\s\S]*?)(?=^\\\.|(?![\s\S]))/gim;

/** The files that such commands name, and the text with spaces in their place. */
export function takeCommands(text: string): { readonly files: readonly SqlFile[]; readonly rest: string } {
  const sql = /stdin/i.test(text) ? text.replace(INLINE, (_, copy: string, data: string) => copy + blank(data)) : text;
  if (!/^[ \t]*[\\.]/m.test(sql)) return { files: [], rest: sql };
  const files: SqlFile[] = [];
  for (const match of sql.matchAll(COPY)) {
    const path = match[2] ?? match[3];
    if (path !== undefined) files.push(fileOf(match, path, match[1]?.toLowerCase() === 'to'));
  }
  for (const match of sql.matchAll(DOT)) {
    const path = match[3] ?? match[4] ?? match[5];
    if (path !== undefined) files.push(fileOf(match, path, match[1] !== 'import'));
  }
  return { files, rest: sql.replace(OTHER, blank) };
}

function fileOf(match: RegExpExecArray, path: string, writes: boolean): SqlFile {
  const start = match[0].search(/\b(?:from|to)\s+(?=['\w./~\\])/i);
  return { path, at: match.index + match[0].indexOf(path, match[0].startsWith('.') ? 0 : Math.max(0, start)), length: path.length, writes, isSure: !writes };
}

function blank(text: string): string {
  return text.replace(/[^\r\n]/g, ' ');
}
