// The measured tasks as they ship: bundled, with the engine's bundle beside them, so that no time goes into reading TypeScript.

import { build } from 'esbuild';
import { join } from 'node:path';
import { BUNDLED, DIST } from '../../build.ts';

const OUT = join(DIST, 'bench');

/** Returns the path of the bundled profile task. */
export async function bundleProfileTask(): Promise<string> {
  const entryPoints = { profile: join(import.meta.dirname, 'profile.ts'), engine: 'server/src/node/duckdb/worker.ts' };
  await build({ ...BUNDLED, entryPoints, outdir: OUT });
  return join(OUT, 'profile.js');
}
