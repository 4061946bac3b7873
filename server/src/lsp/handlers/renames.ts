// Renaming a dataset, from the explorer or from a path in code; and who names one.

import { LSPErrorCodes, MessageType, ResponseError, ShowMessageNotification, type CancellationToken, type Location, type PrepareRenameResult, type WorkspaceEdit } from 'vscode-languageserver';
import { z } from 'zod';
import type { Position, Range } from '../../core/table/address.ts';
import { isAbsolute, isGlob, isInside, normalise, starts } from '../../core/code/resolve.ts';
import type { Led } from '../../core/code/rename.ts';
import { leftAlone, literalOf, renameEdit } from '../../features/renames.ts';
import { TextPositionShape } from '../../protocol/shapes.ts';
import type { Context } from '../context.ts';
import { rewritten, type Naming } from '../namings.ts';
import { nameOf, toPath, toUri } from '../uris.ts';

/** The files to be renamed, as the editor sends them. */
export const RenamesShape = z.object({ files: z.array(z.object({ oldUri: z.string(), newUri: z.string() })) });
export const RenameShape = TextPositionShape.extend({ newName: z.string() });

/** The edits of the code that names files, before the editor renames them. */
export async function willRename(context: Context, { files: told }: z.infer<typeof RenamesShape>, token: CancellationToken): Promise<WorkspaceEdit | null> {
  const { workspace, assay, namings } = context;
  const renamed = told.map(({ oldUri, newUri }) => ({ from: toPath(oldUri), to: toPath(newUri) }));
  // A folder that holds no data is nobody's dataset: its texts need not be looked through.
  const datasets = await workspace.datasets();
  const isData = await Promise.all(renamed.map(async ({ from }) => (await assay.files.stat(from))?.kind !== 'directory' || datasets.some((path) => path === from || isInside(path, from))));
  const ours = renamed.filter((_, i) => isData[i]);
  if (ours.length === 0) return null;
  const texts = (await namings.of(ours, () => token.isCancellationRequested)).map((naming) => rewritten(naming, ours));
  say(context, leftAlone(texts, ours.length === 1 ? nameOf(ours[0]?.from ?? '') : 'these files'));
  return renameEdit(texts);
}

type At = z.infer<typeof TextPositionShape>;

/** From a path in code, and from the dataset itself. */
export async function references({ namings }: Context, { textDocument: { uri }, position }: At, token: CancellationToken): Promise<Location[]> {
  const naming = await namings.in(uri);
  const path = naming === undefined ? toPath(uri) : ledAt(naming, position, true)?.path;
  if (path === undefined) return [];
  const found = await namings.of([{ from: path, to: path }], () => token.isCancellationRequested);
  return found.flatMap((text) => text.led.filter((one) => one.path === path).map(({ reference }) => ({ uri: text.uri, range: reference.range })));
}

/** The reference whose literal is at a place; `anywhere`: or whose expression is. */
function ledAt({ led }: Naming, position: Position, anywhere: boolean): Led | undefined {
  return led.find(({ reference }) => [literalOf(reference), anywhere ? reference.range : undefined].some((range) => range !== undefined && isWithin(position, range)));
}

function isWithin({ line, character }: Position, { start, end }: Range): boolean {
  const isAfter = line > start.line || (line === start.line && character >= start.character);
  return isAfter && (line < end.line || (line === end.line && character <= end.character));
}

/** A path that is one literal and leads to one file or folder; anything else is another's to rename. */
export async function prepared({ editor, namings }: Context, { textDocument: { uri }, position }: At): Promise<PrepareRenameResult | null> {
  const naming = editor.renamesFiles ? await namings.in(uri) : undefined;
  const led = naming === undefined ? undefined : ledAt(naming, position, false);
  const range = led === undefined || isGlob(led.path) ? undefined : literalOf(led.reference);
  return led === undefined || range === undefined ? null : { range, placeholder: led.reference.target };
}

export async function rename(context: Context, { textDocument: { uri }, position, newName }: z.infer<typeof RenameShape>, token: CancellationToken): Promise<WorkspaceEdit | null> {
  const { namings, assay } = context;
  const naming = await namings.in(uri);
  const led = naming === undefined ? undefined : ledAt(naming, position, false);
  if (naming === undefined || led === undefined || isGlob(led.path)) return null;
  const to = meantBy(newName.trim(), led, naming);
  if (to === undefined) throw refused(`"${newName}" is no path of a file.`);
  if (to === led.path) return null;
  if ((await assay.files.stat(to)) !== undefined) throw refused(`There is already a file "${newName.trim()}".`);
  const renamed = [{ from: led.path, to }];
  const texts = (await namings.of(renamed, () => token.isCancellationRequested)).map((one) => rewritten(one, renamed));
  if (token.isCancellationRequested) return null;
  const place = literalOf(led.reference)?.start;
  const isWritten = texts.some((one) => one.uri === uri && one.rewriting.edits.some(({ range }) => range.start.line === place?.line && range.start.character === place.character));
  if (!isWritten) throw refused(`"${newName.trim()}" cannot be written here without changing what the code means.`);
  say(context, leftAlone(texts, nameOf(led.path)));
  return renameEdit(texts, { oldUri: toUri(led.path), newUri: toUri(to) });
}

/** The path that a new text means in the place of the old one. */
function meantBy(text: string, { reference, path }: Led, { context }: Naming): string | undefined {
  const written = text.replaceAll('\\', '/');
  if (written === '' || written.endsWith('/') || isGlob(written) || /[\n\r\u0000]/.test(written)) return undefined;
  if (isAbsolute(written)) return normalise(written);
  if (written.startsWith('~/')) return context.home === undefined ? undefined : normalise(context.home + written.slice(1));
  const start = starts(reference, context).find((folder) => normalise(`${folder}/${reference.target}`) === path);
  // From an absolute path a name alone means the same folder.
  return normalise(`${start ?? path.slice(0, path.lastIndexOf('/'))}/${written}`);
}

function say({ connection }: Context, sentence: string | undefined): void {
  if (sentence !== undefined) void connection.sendNotification(ShowMessageNotification.type, { type: MessageType.Info, message: sentence });
}

function refused(sentence: string): ResponseError<void> {
  return new ResponseError<void>(LSPErrorCodes.RequestFailed, sentence);
}
