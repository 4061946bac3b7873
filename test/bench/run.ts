// npm run bench: every measurement, side by side in one run. --quick takes a tenth of the size.

import { cpus, totalmem } from 'node:os';
import { parseArgs } from 'node:util';
import { mixedCsv } from './data.ts';
import { benchKeystrokes, printKeystrokes } from './keystrokes.ts';
import { benchProfile, printProfile } from './profile.ts';
import { benchSample, printSample } from './sample.ts';
import { benchScanner, printScanner } from './scanner.ts';
import { benchWorkspace, printWorkspace } from './workspace.ts';

const { values } = parseArgs({ options: { quick: { type: 'boolean', default: false } } });
const [large, open, rounds, files] = values.quick ? [100, 40, 1, 1000] : [1000, 40, 3, 10_000];

console.log(`Node ${process.version}, ${cpus().length} × ${cpus()[0]?.model ?? 'unknown'}, ${Math.round(totalmem() / 1e9)} GB, ${process.platform}`);
printProfile(await benchProfile(large, rounds), mixedCsv(large));
printSample(await benchSample(large), large);
printKeystrokes(await benchKeystrokes(open, 20));
printScanner(await benchScanner(values.quick ? 10 : 40));
printWorkspace(await benchWorkspace(files));
