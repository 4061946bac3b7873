// npm run bench: every measurement, side by side in one run. --quick takes a tenth of the size, --peers adds other tools.

import { cpus, totalmem } from 'node:os';
import { parseArgs } from 'node:util';
import { buildAll } from '../build.ts';
import { ownTarget } from '../package/targets.ts';
import { describeParts, packVsix } from '../package/vsix.ts';
import { benchActivation, printActivation } from './activation.ts';
import { mixedCsv, mixedParquet } from './data.ts';
import { benchFrames, printFrames } from './frames.ts';
import { benchKeystrokes, printKeystrokes } from './keystrokes.ts';
import { benchPanel, printPanel } from './panel.ts';
import { peerTasks } from './peers.ts';
import { benchProfile, printProfile } from './profile.ts';
import { benchReport, printReport } from './report.ts';
import { benchSample, printSample } from './sample.ts';
import { benchScanner, printScanner } from './scanner.ts';
import { benchWorkspace, printWorkspace } from './workspace.ts';

const { values } = parseArgs({ options: { quick: { type: 'boolean', default: false }, peers: { type: 'boolean', default: false } } });
const full = { large: 1000, scanned: 40, rounds: 3, edits: 50, files: 10_000, parquets: [3_000_000, 10_000_000] };
const quick = { large: 100, scanned: 10, rounds: 1, edits: 20, files: 1000, parquets: [300_000, 1_000_000] };
const { large, scanned, rounds, edits, files, parquets } = values.quick ? quick : full;
/** The size that the latency of a keystroke is promised for. */
const EDITED = 40;

await buildAll();
console.log(`Node ${process.version}, ${cpus().length} × ${cpus()[0]?.model ?? 'unknown'}, ${Math.round(totalmem() / 1e9)} GB, ${process.platform}`);
const peers = values.peers ? peerTasks(mixedCsv(large), large) : [];
printProfile(await benchProfile({ megabytes: large, rounds, peers }), mixedCsv(large));
printSample(await benchSample(large), large);
printKeystrokes(await benchKeystrokes(EDITED, edits));
printScanner(await benchScanner(scanned));
printWorkspace(await benchWorkspace(files));
printActivation(await benchActivation(rounds));
printFrames(await benchFrames());
const tables = [mixedCsv(large), ...(await Promise.all(parquets.map(mixedParquet)))];
const panels = [];
for (const path of tables) panels.push(await benchPanel({ path, sortBy: 3, pages: 40 }));
printPanel(panels);
printReport(await benchReport(large));
const target = ownTarget();
if (target !== undefined) console.log(`\n${describeParts(await packVsix(target))}`);
