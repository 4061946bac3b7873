// The version in package.json, put here by the build; from source it is read from the file.

import { readFileSync } from 'node:fs';

declare const ASSAY_VERSION: string | undefined;

export const VERSION: string = typeof ASSAY_VERSION === 'string' ? ASSAY_VERSION : fromPackage();

function fromPackage(): string {
  const text = readFileSync(new URL('../../package.json', import.meta.url), 'utf8');
  return (JSON.parse(text) as { version: string }).version;
}
