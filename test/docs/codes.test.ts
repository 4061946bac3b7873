// The pages of the codes: each has an example, and `assay check` says of it what the page says it says, word for word.

import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { before, test } from 'node:test';
import { ALL_CODES, CODES } from '../../server/src/core/findings/codes.ts';
import { assay } from '../support/cli.ts';
import { readProjectFile } from '../support/sources.ts';
import { tempFolder } from '../support/temp.ts';

/** A named file: its name stands before the fence, in the line above or as a summary that opens it. */
const FILE = /(?:`([^`\n]+)`:|<summary><code>([^<\n]+)<\/code>[^\n]*)\n\n```\w+\n([\s\S]*?)```/g;
const COMMANDS = /```sh\n([\s\S]*?)```/g;
const SAID = /`assay check` says:\n\n```text\n([\s\S]*?)\n```/;
const QUOTED = /^> (.*)$/m;
/** A finding's line in the report: its severity, its message, its code and perhaps its place. */
const FINDING = /^ {2}(?:error|warning|information|hint) (.*) ([a-z-]+)(?: \d+:\d+| row [\d,]+)?$/gm;

const pages = new Map(ALL_CODES.map((code) => [code, readProjectFile(`docs/codes/${code}.md`)]));
const parent = tempFolder();
let report = '';

/** One run over all examples, each in a folder named after its code. */
before(async () => {
  for (const [code, page] of pages) writeExample(page, join(parent, code));
  const { stdout, stderr } = await assay(['check'], { cwd: parent });
  assert.equal(stderr, '');
  report = stdout;
});

function writeExample(page: string, folder: string): void {
  mkdirSync(folder);
  for (const [, plain, summary, text = ''] of page.matchAll(FILE)) {
    const path = join(folder, plain ?? summary ?? '');
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, text);
  }
  for (const [, commands = ''] of page.matchAll(COMMANDS)) execFileSync('sh', ['-c', commands], { cwd: folder });
}

/** What the report says of the files in that folder, without those that are clean. */
function saidOf(folder: string): string {
  const sections = report.split('\n\n').map((section) => section.trimEnd());
  return sections.filter((section) => section.startsWith(`${folder}/`) && section.includes('\n')).map((section) => section.slice(folder.length + 1)).join('\n\n');
}

for (const code of ALL_CODES) {
  const page = pages.get(code) ?? '';
  const { title, severity } = CODES[code];

  test(`${code}: the page's first lines are those of the table of codes`, () => {
    assert.ok(page.startsWith(`# ${code}\n\n${title}. Severity: **${severity}**.\n`));
    assert.ok(readProjectFile('docs/codes/README.md').includes(`| [${code}](${code}.md) | ${severity} | ${title} |`));
  });

  test(`${code}: the example gives what the page says`, () => {
    const said = SAID.exec(page)?.[1] ?? '';
    assert.equal(saidOf(code), said);
    const findings = [...said.matchAll(FINDING)].map(([, message, found]) => ({ message, found }));
    assert.ok(findings.some(({ message, found }) => found === code && message === QUOTED.exec(page)?.[1]), 'the sentence at the top is said of the example');
    const others = findings.filter(({ found }) => found !== code && !page.includes(`[${found}](${found}.md)`));
    assert.deepEqual(others, [], 'another code in the example has a link to its page');
  });
}
