// npm run package [-- --target NAME …]: the extension as a VSIX for each platform, or for those that are named.

import { parseArgs } from 'node:util';
import { buildAll, ROOT } from './build.ts';
import { ALL_TARGETS, ownTarget, type Target } from './package/targets.ts';
import { describeParts, packVsix } from './package/vsix.ts';

const HELP = `npm run package -- [--target NAME …] [--all]

Builds the extension as ASSAY-TARGET-VERSION.vsix in this folder: for this machine, for the platforms that are named, or
for all of them.

  ${ALL_TARGETS.join(', ')}
`;

function wanted(): readonly Target[] {
  const { values } = parseArgs({ options: { target: { type: 'string', multiple: true }, all: { type: 'boolean', default: false }, help: { type: 'boolean', short: 'h', default: false } } });
  if (values.help) stop(HELP, 0);
  if (values.all) return ALL_TARGETS;
  const names = values.target?.flatMap(name => name.split(',')) ?? [ownTarget() ?? 'this platform'];
  return names.map(name => ALL_TARGETS.find(target => target === name) ?? stop(`There is no target "${name}". There are ${ALL_TARGETS.join(', ')}.\n`, 2));
}

function stop(text: string, code: number): never {
  process.stdout.write(text);
  process.exit(code);
}

const targets = wanted();
await buildAll();
for (const target of targets) console.log(`${describeParts(await packVsix(target, ROOT))}\n`);
