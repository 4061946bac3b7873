// What the language server gets from the machine it runs on.

import { homedir } from 'node:os';
import { createAssay } from './assay.ts';
import { convertDataset } from './convert.ts';
import { whyNoDataset } from './files-absent.ts';
import { walk } from './workspace.ts';

export const machine = { createAssay, walk, whyNoDataset, convert: convertDataset, home: homedir() };
