// npm start [-- FOLDER]: install, build, show a folder's findings, and open it in VS Code with the extension.

import { handOver, install } from './install.mjs';

install();
handOver('test/example/open.ts', process.argv.slice(2));
