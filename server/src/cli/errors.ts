// Why something could not be done, in one sentence.

import { dirname } from 'node:path';
import { EngineError } from '../core/ports.ts';
import { UnreadableError } from '../core/table/prepared.ts';
import { shown, slashes } from './paths.ts';

/** A command cannot run: exit code 2. */
export class CannotRun extends Error {}

/** For a dataset that could not be read. `path`: absolute; `memory`: the limit that was set. */
export function whyUnreadable(path: string, error: unknown, memory: string): string {
  const name = shown(path);
  if (error instanceof EngineError && error.kind === 'memory') return `${name} needs more than ${memory} of memory: raise the limit with --memory.`;
  if (error instanceof EngineError && error.kind === 'crashed') return `${name} could not be checked: the process that reads the data ended unexpectedly.`;
  const reason = (error instanceof Error ? error.message : String(error)).replaceAll(`${slashes(dirname(path))}/`, '').replace(/([^.?])$/, '$1.');
  if (error instanceof UnreadableError) return reason;
  return `${name} could not be ${error instanceof EngineError ? 'read' : 'checked'}: ${reason}`;
}
