// DuckDB's messages, in words for a user.

import { EngineError } from '../../core/ports.ts';

export function toEngineError(message: string, wasCancelled: boolean, memory: string): EngineError {
  if (wasCancelled || /INTERRUPT/i.test(message)) return new EngineError('cancelled', 'Stopped.', message);
  if (/Out of Memory/i.test(message)) {
    return new EngineError('memory', `Its helper ran out of memory (limit ${memory}). Nothing was changed. Raise "assay.engine.memory".`, message);
  }
  if (/^(Invalid Input|Conversion|IO|Serialization) Error/i.test(message)) return new EngineError('unreadable', firstSentence(message), message);
  return new EngineError('failed', firstSentence(message), message);
}

function firstSentence(message: string): string {
  return (message.split('\n')[0] ?? '').replace(/^[A-Z][A-Za-z ]+ Error: /, '').trim();
}
