// npm test: install, then build, check types and run every test; the last line is "N passed, N failed".

import { handOver, install } from './install.mjs';

install();
handOver('test/all.ts', process.argv.slice(2));
