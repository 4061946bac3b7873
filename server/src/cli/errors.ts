// Why something could not be done, in one sentence.

import { EngineError } from '../core/ports.ts';
import { UnreadableError } from '../core/table/prepared.ts';

/** A command cannot run: exit code 2. */
export class CannotRun extends Error {}

/** For a dataset that could not be read. `memory`: the limit that was set. */
export function whyUnreadable(path: string, error: unknown, memory: string): string {
  if (error instanceof UnreadableError) return error.message;
  if (!(error instanceof EngineError)) return `${path} could not be checked: ${error instanceof Error ? error.message : String(error)}.`;
  if (error.kind === 'memory') return `${path} needs more than ${memory} of memory: raise the limit with --memory.`;
  if (error.kind === 'crashed') return `${path} could not be checked: the process that reads the data ended unexpectedly.`;
  return `${path} could not be read: ${error.message.replace(/\.?$/, '.')}`;
}
