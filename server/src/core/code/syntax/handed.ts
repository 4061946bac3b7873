// Paths that code hands to calls nobody knows before it reads them: those may make the file.

import type { Reference } from '../reference.ts';
import { toPath } from '../target.ts';

/** A call that is no reader, question or message, with the texts that it is given. */
export interface Handing {
  readonly texts: readonly string[];
  /** Its place, in the order of all units. */
  readonly at: number;
}

/** The first place where each path is handed over. */
export function handedAt(calls: readonly Handing[]): ReadonlyMap<string, number> {
  const handed = new Map<string, number>();
  for (const { texts, at } of calls) {
    for (const target of texts.flatMap((text) => toPath(text)?.target ?? [])) if (!handed.has(target)) handed.set(target, at);
  }
  return handed;
}

/** Whether a reference at a place may lead to what an earlier call makes. */
export function isHanded({ target, sure }: Reference, at: number, handed: ReadonlyMap<string, number>): boolean {
  return sure && (handed.get(target) ?? Number.POSITIVE_INFINITY) < at;
}
