// DuckDB's messages, in words for a user.

import { EngineError } from '../../core/ports.ts';

export function toEngineError(message: string, wasCancelled: boolean, memory: string): EngineError {
  if (wasCancelled || /INTERRUPT/i.test(message)) return new EngineError('cancelled', 'Stopped.', message);
  if (/Out of Memory/i.test(message)) {
    return new EngineError('memory', `Its helper ran out of memory (limit ${memory}). Nothing was changed. Raise "assay.engine.memory".`, message);
  }
  // Not the data's fault: reading them another way would change nothing.
  if (/No space left|Disk quota|File too large|Could not write/i.test(message)) return new EngineError('failed', firstSentence(message), message);
  const known = KNOWN.find(([pattern]) => pattern.test(message))?.[1];
  if (known !== undefined) return new EngineError('unreadable', known, message);
  if (/^(Invalid Input|Conversion|IO|Serialization|Not implemented) Error/i.test(message)) return new EngineError('unreadable', firstSentence(message), message);
  return new EngineError('failed', firstSentence(message), message);
}

const KNOWN: readonly (readonly [RegExp, string])[] = [
  [/Need at least one non-root column/, 'it has no columns.'],
  [/TProtocolException|TTransportException/, 'its data are damaged, or encrypted.'],
];

function firstSentence(message: string): string {
  return (message.split('\n')[0] ?? '').replace(/^[A-Z][A-Za-z ]+ Error: /, '').trim();
}
