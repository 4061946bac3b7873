// What a text has to say anew when files that it names get other paths.

import type { Range } from '../table/address.ts';
import type { Reference } from './reference.ts';
import { isAbsolute, isGlob, isInside, normalise, relativeTo, starts, type ResolveContext } from './resolve.ts';

/** A file or folder that gets another path; both absolute, with forward slashes. */
export interface Renamed {
  readonly from: string;
  readonly to: string;
}

/** A reference with the absolute path that it leads to. */
export interface Led {
  readonly reference: Reference;
  readonly path: string;
}

export interface Rewriting {
  readonly edits: readonly { readonly range: Range; readonly newText: string }[];
  /** Places of paths that are put together from parts, or cannot hold the new one: they stay as they are. */
  readonly left: readonly Range[];
}

/** Rewrites each path that is one literal, in the style in which it is written. `text`: what stands under a range. */
export function rewriting(led: readonly Led[], renamed: readonly Renamed[], around: { readonly context: ResolveContext; readonly textAt: TextAt }): Rewriting {
  const edits = new Map<string, Rewriting['edits'][number]>();
  const left: Range[] = [];
  for (const { reference, path } of led) {
    const to = movedTo(path, renamed);
    if (to === undefined) continue;
    const range = reference.isLiteral === true ? reference.range : reference.literalAt;
    const newText = range === undefined ? undefined : writtenAs(reference, { path, to, renamed, context: around.context });
    if (range === undefined || newText === undefined || !fits(newText, around.textAt(range))) left.push(reference.range);
    else if (newText !== reference.target) edits.set(JSON.stringify(range), { range, newText });
  }
  return { edits: [...edits.values()], left };
}

/** A range's text, with the letter before it. */
export type TextAt = (range: Range) => { readonly before: string; readonly text: string };

/** Whether a reference may lead to one of the files, whatever else there is. */
export function mayLeadTo(paths: readonly string[], renamed: readonly Renamed[]): boolean {
  return paths.some((path) => movedTo(path, renamed) !== undefined);
}

/** Where a path leads afterwards; undefined where it stays. The innermost of the renamed folders counts. */
function movedTo(path: string, renamed: readonly Renamed[]): string | undefined {
  const around = renamed.filter(({ from }) => path === from || isInside(path, from)).toSorted((a, b) => b.from.length - a.from.length)[0];
  return around === undefined ? undefined : around.to + path.slice(around.from.length);
}

/** The new path as this reference would write it: absolute, from the home folder, or relative to where it was relative to. */
function writtenAs(reference: Reference, { path, to, renamed, context }: { readonly path: string; readonly to: string; readonly renamed: readonly Renamed[]; readonly context: ResolveContext }): string | undefined {
  const { target } = reference;
  if (isAbsolute(target)) return to;
  if (target.startsWith('~')) return context.home !== undefined && isInside(to, context.home) ? `~${to.slice(context.home.length)}` : to;
  const start = starts(reference, context).find((folder) => normalise(`${folder}/${target}`) === path);
  if (start === undefined) return undefined;
  const relative = relativeTo(movedTo(start, renamed) ?? start, to); // the code may move with its data
  const hasSlash = target.endsWith('/') && !relative.endsWith('/');
  return `${target.startsWith('.') && !relative.startsWith('.') ? './' : ''}${relative}${hasSlash ? '/' : ''}`;
}

/** Letters that end or change a literal in some language, or make a pattern of a path. */
const RISKY = /["'`\\\n\r\u0000{}$<>|*?[\]%]/g;
/** What a text without quotes may hold in YAML and the shells of SQL. */
const BARE = /^[\p{L}\p{N}_./~][\p{L}\p{N}_./~+=@() -]*$/u;

function fits(newText: string, { before, text }: ReturnType<TextAt>): boolean {
  const known = new Set(text.match(RISKY));
  const isSafe = (newText.match(RISKY) ?? []).every((letter) => known.has(letter) && isGlob(letter));
  return isSafe && newText === newText.trim() && (/["'`([$]/.test(before) || BARE.test(newText));
}
