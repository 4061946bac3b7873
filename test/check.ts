// npm run check: what can be said without running anything: types and the tidy test.

import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { ROOT } from './build.ts';

const TSC = join(ROOT, 'node_modules/typescript/bin/tsc');
const CHECKS = [[TSC, '-p', '.'], [TSC, '-p', 'server/src/core'], [TSC, '-p', 'webviews'], ['--test', 'test/tidy.test.ts']];

const results = CHECKS.map(args => spawnSync(process.execPath, args, { cwd: ROOT, stdio: 'inherit' }).status);
process.exitCode = results.every(status => status === 0) ? 0 : 1;
