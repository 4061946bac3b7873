// The dataset panel: a custom editor that shows a table of any size. It passes messages on between its page and the server.

import * as vscode from 'vscode';
import type { Answers, Opened, ToHost, ToPanel } from '../../webviews/contract/dataset.ts';
import type { Running } from './extension.ts';
import type { Cell, ViewNews } from './client.ts';
import { BINARY_DATA } from './selector.ts';
import { activeTab, pointedAt } from './target.ts';

/** By default for what is no text; for text as another way to see it. VS Code ties the choice to the editor's id, so there are two. */
const BINARY_EDITOR = 'assay.table';
const TEXT_EDITOR = 'assay.textTable';

export function registerDatasetPanels(running: Running, extension: vscode.Uri): vscode.Disposable {
  const provider: vscode.CustomReadonlyEditorProvider = {
    openCustomDocument: (uri) => ({ uri, dispose: () => {} }),
    resolveCustomEditor: ({ uri }, panel) => void new DatasetPanel(uri, { panel, running, extension }),
  };
  const registered = [BINARY_EDITOR, TEXT_EDITOR].map((id) => vscode.window.registerCustomEditorProvider(id, provider, { supportsMultipleEditorsPerDocument: true }));
  return vscode.Disposable.from(...registered);
}

/** Open panels by their dataset's address, and cells that one that is about to open leads to. */
const panels = new Map<string, Set<DatasetPanel>>();
const leads = new Map<string, Cell>();

/** The dataset in the active editor, at the cell where the cursor is; or the one that was pointed at. */
export async function openAsTable({ server }: Running, target: unknown): Promise<void> {
  const editor = vscode.window.activeTextEditor;
  const uri = pointedAt(target) ?? editor?.document.uri ?? activeTab();
  if (uri === undefined) return;
  const key = uri.toString();
  const isAtCursor = editor !== undefined && editor.document.uri.toString() === key && !editor.selection.active.isEqual(new vscode.Position(0, 0));
  const cell = isAtCursor ? await (await server()).cellAt(key, editor.selection.active).catch(() => null) : null;
  const open = panels.get(key);
  if (cell !== null && open === undefined) leads.set(key, cell);
  else if (cell !== null) for (const panel of open ?? []) panel.show(cell);
  await vscode.commands.executeCommand('vscode.openWith', uri, BINARY_DATA.test(uri.path) ? BINARY_EDITOR : TEXT_EDITOR);
}

export async function openAsText(target: unknown): Promise<void> {
  const uri = pointedAt(target) ?? activeTab();
  if (uri !== undefined) await vscode.commands.executeCommand('vscode.openWith', uri, 'default');
}

async function openCode({ language, text }: ToHost & { kind: 'openCode' }): Promise<void> {
  const document = await vscode.workspace.openTextDocument({ language: language === 'duckdb' ? 'sql' : 'python', content: text });
  await vscode.window.showTextDocument(document, { viewColumn: vscode.ViewColumn.Beside });
}

interface PanelParts {
  readonly panel: vscode.WebviewPanel;
  readonly running: Running;
  readonly extension: vscode.Uri;
}

class DatasetPanel {
  readonly #uri: vscode.Uri;
  readonly #parts: PanelParts;
  #view: number | undefined;
  /** Counts openings: one that comes too late is closed again. */
  #openings = 0;
  #news: vscode.Disposable | undefined;
  /** Questions on their way, which the page may give up. */
  readonly #asked = new Map<number, vscode.CancellationTokenSource>();

  constructor(uri: vscode.Uri, parts: PanelParts) {
    this.#uri = uri;
    this.#parts = parts;
    const { panel, extension } = parts;
    const { webview } = panel;
    webview.options = { enableScripts: true, localResourceRoots: [vscode.Uri.joinPath(extension, 'dist', 'webviews')] };
    webview.onDidReceiveMessage((message: ToHost) => void this.#receive(message).catch((error: unknown) => parts.running.log.error(String(error))));
    const key = uri.toString();
    panels.set(key, (panels.get(key) ?? new Set()).add(this));
    panel.onDidDispose(() => {
      panels.get(key)?.delete(this);
      if (panels.get(key)?.size === 0) panels.delete(key);
      void this.#close();
    });
    webview.html = pageOf(webview, extension);
  }

  show({ row, column }: Cell): void {
    this.#post({ kind: 'show', row, column });
  }

  async #receive(message: ToHost): Promise<void> {
    switch (message.kind) {
      case 'ready':
        return this.#open();
      case 'ask':
        return this.#ask(message);
      case 'forget':
        return this.#asked.get(message.id)?.cancel();
      case 'reveal':
        return this.#reveal(message);
      case 'copy':
        return vscode.env.clipboard.writeText(message.text);
      case 'readAs':
        return this.#readAs(message.parts);
      case 'openCode':
        return openCode(message);
      case 'openText':
        return openAsText(this.#uri);
    }
  }

  async #open(): Promise<void> {
    await this.#close();
    const opening = ++this.#openings;
    try {
      const server = await this.#parts.running.server();
      // News may come before the answer: they are kept until it is known whose they are.
      const early: ViewNews[] = [];
      this.#news = server.onViewNews((news) => (this.#view === undefined ? early.push(news) : this.#tell(news)));
      const opened = (await server.openView(this.#uri.toString())) as Opened;
      if (opening !== this.#openings) return await server.closeView(opened.view);
      this.#view = opened.view;
      this.#post({ kind: 'opened', opened });
      for (const news of early) this.#tell(news);
      const lead = leads.get(this.#uri.toString());
      leads.delete(this.#uri.toString());
      if (lead !== undefined) this.show(lead);
    } catch (error) {
      this.#post({ kind: 'failed', message: error instanceof Error ? error.message : String(error) });
    }
  }

  #tell({ view, news }: ViewNews): void {
    if (view === this.#view) this.#post({ kind: 'news', news });
  }

  async #ask({ id, ask, params }: ToHost & { kind: 'ask' }): Promise<void> {
    const source = new vscode.CancellationTokenSource();
    this.#asked.set(id, source);
    try {
      this.#post({ kind: 'answer', id, answer: await this.#answer(ask, params, source.token) });
    } catch (error) {
      this.#post({ kind: 'refused', id, message: error instanceof Error ? error.message : String(error) });
    } finally {
      this.#asked.delete(id);
      source.dispose();
    }
  }

  async #answer(ask: string, params: unknown, token?: vscode.CancellationToken): Promise<unknown> {
    if (this.#view === undefined) throw new Error('The dataset is not open yet.');
    const server = await this.#parts.running.server();
    return server.askView({ view: this.#view, ask, params }, token);
  }

  /** An edit of assay.json that can be undone, saved at once: checks and the command line read the file so, too. */
  async #readAs(parts: (ToHost & { kind: 'readAs' })['parts']): Promise<void> {
    try {
      const { file, isNew, text } = (await this.#answer('readAs', { parts })) as Answers['readAs'];
      const uri = vscode.Uri.parse(file);
      const edit = new vscode.WorkspaceEdit();
      if (isNew) edit.createFile(uri, { ignoreIfExists: true });
      const last = isNew ? 0 : (await vscode.workspace.openTextDocument(uri)).lineCount;
      edit.replace(uri, new vscode.Range(0, 0, last, 0), text);
      await vscode.workspace.applyEdit(edit);
      await vscode.workspace.save(uri);
    } catch (error) {
      void vscode.window.showErrorMessage(error instanceof Error ? error.message : String(error));
    }
  }

  /** Beside the panel, so that it can be gone back to. */
  async #reveal({ row, column }: ToHost & { kind: 'reveal' }): Promise<void> {
    const { range } = (await this.#answer('place', { row, column })) as Answers['place'];
    if (range === null) return;
    const selection = new vscode.Range(range.start.line, range.start.character, range.end.line, range.end.character);
    await vscode.window.showTextDocument(this.#uri, { viewColumn: vscode.ViewColumn.Beside, selection, preview: true });
  }

  async #close(): Promise<void> {
    this.#openings++;
    this.#news?.dispose();
    const view = this.#view;
    this.#view = undefined;
    for (const source of this.#asked.values()) source.cancel();
    if (view !== undefined) await (await this.#parts.running.server()).closeView(view).catch(() => {});
  }

  #post(message: ToPanel): void {
    // A panel that is hidden gets no messages, and one that is closed takes none.
    void Promise.resolve(this.#parts.panel.webview.postMessage(message)).catch(() => {});
  }
}

/** No inline script and no inline style; nothing from outside the extension. */
function pageOf(webview: vscode.Webview, extension: vscode.Uri): string {
  const file = (name: string) => webview.asWebviewUri(vscode.Uri.joinPath(extension, 'dist', 'webviews', name)).toString();
  const source = webview.cspSource;
  const policy = `default-src 'none'; script-src ${source}; style-src ${source}; font-src ${source}; img-src ${source} data:`;
  return `<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<link rel="stylesheet" href="${file('dataset.css')}">
</head>
<body>
<div id="panel"></div>
<script type="module" src="${file('dataset.js')}"></script>
</body>
</html>`;
}
