// The TextMate grammars, run by VS Code's own engine: which scope each piece of a line gets.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { test } from 'node:test';
import oniguruma from 'vscode-oniguruma';
import textmate from 'vscode-textmate';

const require = createRequire(import.meta.url);
const wasm = readFileSync(require.resolve('vscode-oniguruma/release/onig.wasm'));
await oniguruma.loadWASM(wasm.buffer.slice(wasm.byteOffset, wasm.byteOffset + wasm.byteLength));

const FILES: { readonly [scope: string]: string } = { 'text.csv.assay': 'csv', 'text.tsv.assay': 'tsv', 'source.jsonl.assay': 'jsonl' };

const registry = new textmate.Registry({
  onigLib: Promise.resolve({
    createOnigScanner: (sources: string[]) => new oniguruma.OnigScanner(sources),
    createOnigString: (text: string) => new oniguruma.OnigString(text),
  }),
  loadGrammar: async (scope: string) => {
    const name = FILES[scope];
    const path = `syntaxes/${name}.tmLanguage.json`;
    return name === undefined ? null : textmate.parseRawGrammar(readFileSync(path, 'utf8'), path);
  },
});

/** Each token of the text as "text:last part of its innermost scope", line by line. */
async function tokens(scope: string, text: string): Promise<readonly string[]> {
  const grammar = await registry.loadGrammar(scope);
  assert.ok(grammar);
  let stack = textmate.INITIAL;
  return text.split('\n').flatMap((line) => {
    const result = grammar.tokenizeLine(line, stack);
    stack = result.ruleStack;
    return result.tokens.map(({ startIndex, endIndex, scopes }) => `${line.slice(startIndex, endIndex)}:${scopes.at(-1)?.split('.').slice(0, 2).join('.')}`);
  });
}

test('numbers, text and delimiters of a CSV', async () => {
  assert.deepEqual(await tokens('text.csv.assay', 'a,1.5,-2e3'), ['a:text.csv', ',:punctuation.separator', '1.5:constant.numeric', ',:punctuation.separator', '-2e3:constant.numeric']);
});

test('a quoted cell holds its delimiters, doubled quotes and line breaks', async () => {
  assert.deepEqual(await tokens('text.csv.assay', '1,"a,""b""\nc",2'), [
    '1:constant.numeric',
    ',:punctuation.separator',
    '":punctuation.definition',
    'a,:string.quoted',
    '"":constant.character',
    'b:string.quoted',
    '"":constant.character',
    'c:string.quoted',
    '":punctuation.definition',
    ',:punctuation.separator',
    '2:constant.numeric',
  ]);
});

test('a quote in the middle of a cell opens nothing', async () => {
  assert.deepEqual(await tokens('text.csv.assay', '5" pipe,x'), ['5" pipe:text.csv', ',:punctuation.separator', 'x:text.csv']);
});

test('digits with letters are no number', async () => {
  assert.deepEqual(await tokens('text.csv.assay', '12A,1'), ['12A:text.csv', ',:punctuation.separator', '1:constant.numeric']);
});

test('a TSV is divided by tabs alone', async () => {
  assert.deepEqual(await tokens('text.tsv.assay', 'a,b\t7'), ['a,b:text.tsv', '\t:punctuation.separator', '7:constant.numeric']);
});

test('JSON Lines hand each line to the JSON grammar', async () => {
  const { patterns } = JSON.parse(readFileSync('syntaxes/jsonl.tmLanguage.json', 'utf8')) as { patterns: unknown };
  assert.deepEqual(patterns, [{ include: 'source.json' }]);
});
