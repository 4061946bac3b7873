// Quick fixes, and ways to silence a finding.

import { CodeActionKind, type CodeAction, type Diagnostic } from 'vscode-languageserver';
import { addSilence, keyIn } from '../../core/config/config.ts';
import { readText } from '../../core/read-text.ts';
import { AllOfKind, editsFor, fixesFor, silencesFor, type FixInput } from '../../features/code-actions.ts';
import { DiagnosticData } from '../../features/diagnostics.ts';
import type { Context } from '../context.ts';
import type { LiveDataset } from '../live-dataset.ts';
import { received } from '../received.ts';
import { toPath, toUri } from '../uris.ts';

export async function actions(context: Context, uri: string, diagnostics: readonly Diagnostic[]): Promise<CodeAction[]> {
  const ours = diagnostics.filter(({ source, data }) => source === 'assay' && data !== undefined);
  const live = await context.tables.live(uri);
  const found = ours.map(async (diagnostic) => {
    const data = received(DiagnosticData, diagnostic.data);
    const fixes = live === undefined ? codeFixes(uri, diagnostic, data) : fixesFor({ uri, index: live.index, diagnostic, data, alike: alikeIn(live, data) });
    return [...fixes, ...(await silenceActions(context, uri, data))];
  });
  const all = (await Promise.all(found)).flat();
  return context.editor.resolvesEdits ? all : Promise.all(all.map((action) => (action.data === undefined ? action : resolved(context, action))));
}

function alikeIn(live: LiveDataset, { code, columnName }: DiagnosticData): FixInput['alike'] {
  const { total, marked } = live.kind(code, columnName);
  return { total, reached: live.canFindAll(code, columnName) ? total : marked.length };
}

/** All of a kind may be many: they are looked for when they are wanted, not with every move of the cursor. */
export async function resolved(context: Context, action: CodeAction): Promise<CodeAction> {
  const kind = action.data === undefined ? undefined : received(AllOfKind, action.data);
  const live = kind === undefined ? undefined : await context.tables.live(kind.uri);
  if (kind === undefined || live === undefined) return action;
  const { version } = live;
  const edits = editsFor(await live.all(kind.code, kind.columnName), live.index);
  if (live.version !== version) throw new Error('The text was changed meanwhile. Nothing was done.');
  return { ...action, edit: { documentChanges: [{ textDocument: { uri: kind.uri, version }, edits }] } };
}

/** In code a fix replaces the diagnostic's own range. */
function codeFixes(uri: string, diagnostic: Diagnostic, { fix }: DiagnosticData): CodeAction[] {
  if (fix?.kind !== 'replace-text') return [];
  return [{ title: fix.title, kind: CodeActionKind.QuickFix, diagnostics: [diagnostic], isPreferred: true, edit: { changes: { [uri]: [{ range: diagnostic.range, newText: fix.text }] } } }];
}

/** Writes into assay.json, or where else the settings stand, as an edit that can be undone. */
async function silenceActions(context: Context, uri: string, data: DiagnosticData): Promise<CodeAction[]> {
  const { file, relativePath } = await context.configs.for(toPath(uri));
  const target = toUri(file);
  const text = context.texts.get(target)?.getText() ?? (await readText(context.assay.files, file));
  return silencesFor(data, relativePath).map(({ title, silence }) => {
    const newText = addSilence(text ?? '', silence, keyIn(file));
    const lines = (text ?? '').split('\n');
    const whole = { start: { line: 0, character: 0 }, end: { line: lines.length - 1, character: lines.at(-1)?.length ?? 0 } };
    const create = text === undefined ? [{ kind: 'create' as const, uri: target, options: { ignoreIfExists: true } }] : [];
    const edit = { textDocument: { uri: target, version: null }, edits: [{ range: whole, newText }] };
    return { title, kind: CodeActionKind.QuickFix, edit: { documentChanges: [...create, edit] } };
  });
}
