// What came in from the other side, checked against the shape that it should have.

import { ErrorCodes, ResponseError } from 'vscode-languageserver';
import type { z } from 'zod';

/** Throws an InvalidParams error that names the first fault. */
export function received<T>(shape: z.ZodType<T>, value: unknown): T {
  const parsed = shape.safeParse(value);
  if (parsed.success) return parsed.data;
  const { name, reason } = faultOf(parsed.error);
  throw new ResponseError<void>(ErrorCodes.InvalidParams, `${name === '' ? 'What was sent' : `"${name}"`} is not as it should be: ${reason}.`);
}

export interface Fault {
  /** Of the part, such as 'engine.memory'; '' for the whole. */
  readonly name: string;
  readonly reason: string;
}

/** What can be used of a value: a part that is not as it should be is as if it was not there. The first of those is told. */
export function receivedParts<T>(shape: z.ZodType<T>, value: unknown): { readonly parts: T; readonly fault?: Fault } {
  const parsed = shape.safeParse(value ?? {});
  if (parsed.success) return { parts: parsed.data };
  const wrong = new Set(parsed.error.issues.map(({ path }) => path[0]));
  const others = typeof value === 'object' && value !== null ? Object.entries(value).filter(([key]) => !wrong.has(key)) : [];
  const rest = shape.safeParse(Object.fromEntries(others));
  return { parts: rest.success ? rest.data : shape.parse({}), fault: faultOf(parsed.error) };
}

function faultOf({ issues: [first] }: z.ZodError): Fault {
  return { name: (first?.path ?? []).join('.'), reason: (first?.message ?? '').replace(/^Invalid [a-z]+: /, '') };
}
