// What is wrong with code, as far as datasets go: those that it names and that are not there, or that it cannot be read.

import type { Reference } from '../code/reference.ts';
import type { CheckSettings } from './check.ts';
import type { Finding } from './finding.ts';
import { notFound } from './not-found.ts';
import { asWanted } from './silence.ts';

/** A reference with the dataset it leads to. */
export interface Followed {
  readonly reference: Reference;
  /** Absolute path; undefined where it leads nowhere. */
  readonly path?: string;
  /** For one that leads nowhere: what it probably meant. */
  readonly meant?: string;
}

/** One text, looked through. */
export interface CodeText {
  readonly followed: readonly Followed[];
  /** Why it could not be read: 'it is not JSON from line 3 on'. */
  readonly unread?: string;
}

/** As loud as the user wants them. `name`: of the file. */
export function findingsInCode({ followed, unread }: CodeText, name: string, settings: CheckSettings): readonly Finding[] {
  const missing = followed.flatMap(({ reference, path, meant }) => (path === undefined ? [notFound(reference, meant)] : []));
  const all = unread === undefined ? missing : [unreadCode(name, unread), ...missing];
  return asWanted(all, settings);
}

/** No dataset of its own, but those that it names go unchecked. */
export function unreadCode(name: string, reason: string): Finding {
  return { code: 'dataset-unreadable', severity: 'error', address: {}, message: `${name} cannot be read, nor what it names be checked: ${reason}.` };
}
