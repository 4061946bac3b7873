// The finding for a reference that leads nowhere.

import type { Reference } from '../code/reference.ts';
import { CODES } from './codes.ts';
import type { Finding } from './finding.ts';

/** `meant`: an existing path that is close, written as the code would write it. */
export function notFound(reference: Reference, meant: string | undefined): Finding {
  const isGlob = /[*?[{]/.test(reference.target);
  const question = meant === undefined ? '' : ` Did you mean "${meant}"?`;
  return {
    code: 'dataset-not-found',
    severity: CODES['dataset-not-found'].severity,
    address: {},
    message: `No ${isGlob ? 'files match' : 'file'} "${reference.target}".${question}`,
    value: reference.target,
    // A computed path cannot be replaced by a written one: the code around it would no longer fit.
    fix: meant === undefined || reference.isLiteral !== true ? undefined : { kind: 'replace-text', title: `Replace with "${meant}"`, text: meant },
    range: reference.range,
  };
}
