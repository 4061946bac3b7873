// Methods of Python's strings and paths, on known values.

import { joinPaths, sibling, splitName } from '../paths.ts';
import type { Value } from '../syntax/values.ts';

export interface Arguments {
  /** Positional ones. */
  readonly values: readonly (Value | undefined)[];
  /** The elements of the first, where it is a list. */
  readonly items: readonly (string | undefined)[] | undefined;
  readonly named: (name: string) => Value | undefined;
}

/** What `text.name(…)` gives; undefined for a method or an argument that is not known. */
export function callMethod(text: string, name: string, given: Arguments): string | undefined {
  return METHODS.get(name)?.(text, given);
}

type Method = (text: string, given: Arguments) => string | undefined;

const unchanged: Method = (text) => text;

const METHODS: ReadonlyMap<string, Method> = new Map(Object.entries<Method>({
  absolute: unchanged,
  as_posix: unchanged,
  expanduser: unchanged,
  resolve: unchanged,
  format,
  join: (text, { items }) => (items?.every((item) => item !== undefined) === true ? items.join(text) : undefined),
  joinpath: (text, { values }) => (values.every((value) => typeof value === 'string') ? joinPaths([text, ...values]) : undefined),
  lower: (text) => text.toLowerCase(),
  upper: (text) => text.toUpperCase(),
  lstrip: (text, given) => strip(text, given, { left: true, right: false }),
  rstrip: (text, given) => strip(text, given, { left: false, right: true }),
  strip: (text, given) => strip(text, given, { left: true, right: true }),
  replace: (text, { values: [from, to, ...rest] }) => (typeof from === 'string' && typeof to === 'string' && rest.length === 0 ? text.replaceAll(from, () => to) : undefined),
  with_name: (text, { values: [name] }) => (typeof name === 'string' ? sibling(text, name) : undefined),
  with_stem: (text, { values: [stem] }) => renamed(text, ([, suffix]) => (typeof stem === 'string' ? stem + suffix : undefined)),
  with_suffix: (text, { values: [suffix] }) => renamed(text, ([stem]) => (typeof suffix === 'string' ? stem + suffix : undefined)),
}));

/** Another file beside this one, called after its stem and suffix. */
function renamed(path: string, name: (parts: readonly [stem: string, suffix: string]) => string | undefined): string | undefined {
  const parts = splitName(path);
  const next = parts === undefined ? undefined : name(parts);
  return next === undefined ? undefined : sibling(path, next);
}

function strip(text: string, { values }: Arguments, ends: { readonly left: boolean; readonly right: boolean }): string | undefined {
  const [letters = ' \t\n\r\f\v'] = values;
  if (typeof letters !== 'string') return undefined;
  let [from, to] = [0, text.length];
  while (ends.left && from < to && letters.includes(text[from] ?? '')) from++;
  while (ends.right && to > from && letters.includes(text[to - 1] ?? '')) to--;
  return text.slice(from, to);
}

/** "{}/{name}.csv".format("data", name="train"). */
function format(text: string, { values, named }: Arguments): string | undefined {
  let next = 0;
  let isKnown = true;
  const result = text.replace(/\{\{|\}\}|\{(\w*)(?::([^{}]*))?\}|[{}]/g, (whole, key?: string, spec = '') => {
    if (whole === '{{' || whole === '}}') return whole[0] ?? '';
    const value = key === undefined ? undefined : key === '' ? values[next++] : /^\d+$/.test(key) ? values[Number(key)] : named(key);
    const part = value === undefined ? undefined : formatted(value, spec);
    isKnown &&= part !== undefined;
    return part ?? '';
  });
  return isKnown ? result : undefined;
}

/** A value as a format says; undefined for formats other than a number's width (`02d`, `03`). */
export function formatted(value: Value, spec: string): string | undefined {
  if (spec === '' || spec === 's') return String(value);
  const width = typeof value === 'number' ? /^0(\d{1,2})d?$/.exec(spec)?.[1] : undefined;
  return width === undefined ? undefined : String(value).padStart(Number(width), '0');
}
