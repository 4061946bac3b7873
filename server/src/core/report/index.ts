// The table of report formats. Adding one is a file beside this and a line here.

import { github } from './github.ts';
import { json } from './json.ts';
import { junit } from './junit.ts';
import { pretty } from './pretty.ts';
import type { Reporter } from './report.ts';
import { sarif } from './sarif.ts';

export const REPORTERS: { readonly [format: string]: Reporter } = { pretty, json, sarif, junit, github };
