// Pages of Markdown that the server writes: the profile of a dataset, and two datasets compared.

import * as vscode from 'vscode';
import type { Server } from './client.ts';
import type { Running } from './extension.ts';
import { pointedAt } from './target.ts';

interface Page {
  /** What VS Code shows meanwhile. */
  readonly working: (names: readonly string[]) => string;
  readonly write: (server: Server, addresses: readonly string[]) => Promise<string>;
  /** Where it fails; what data say is never written unescaped. */
  readonly failed: string;
}

const PROFILE = 'assay-profile';
const COMPARISON = 'assay-comparison';

const PAGES: { readonly [scheme: string]: Page } = {
  [PROFILE]: {
    working: ([name]) => `Profiling ${name}`,
    write: (server, [address = '']) => server.profile(address),
    failed: 'The profile could not be made. Nothing was changed; "Assay: Show Log" says why.\n',
  },
  [COMPARISON]: {
    working: (names) => `Comparing ${names.join(' and ')}`,
    write: (server, [first = '', second = '']) => server.compare(first, second),
    failed: 'The datasets could not be compared. Nothing was changed; "Assay: Show Log" says why.\n',
  },
};

/** VS Code keeps a page as long as it is open: asked for again it is written anew. */
const asked = new vscode.EventEmitter<vscode.Uri>();

export function registerPages(running: Running): vscode.Disposable {
  const provider = { onDidChange: asked.event, provideTextDocumentContent: (uri: vscode.Uri) => pageOf(running, uri) };
  return vscode.Disposable.from(...Object.keys(PAGES).map((scheme) => vscode.workspace.registerTextDocumentContentProvider(scheme, provider)));
}

export function showProfile(uri: vscode.Uri): Promise<void> {
  return show(PROFILE, `${uri.path}: profile`, [uri]);
}

export function showComparison(first: vscode.Uri, second: vscode.Uri): Promise<void> {
  return show(COMPARISON, `${first.path} and ${nameOf(second.path)}: comparison`, [first, second]);
}

/** The two that are selected, in the order in which they were. */
export async function compareSelected(selected: unknown): Promise<void> {
  const [first, second] = Array.isArray(selected) ? selected.flatMap((one) => pointedAt(one) ?? []) : [];
  if (first !== undefined && second !== undefined) await showComparison(first, second);
}

async function show(scheme: string, path: string, about: readonly vscode.Uri[]): Promise<void> {
  const page = vscode.Uri.from({ scheme, path, query: JSON.stringify(about.map(String)) });
  asked.fire(page);
  await vscode.commands.executeCommand('markdown.showPreview', page);
}

async function pageOf({ server, log }: Running, { scheme, query }: vscode.Uri): Promise<string> {
  const addresses = JSON.parse(query) as readonly string[];
  const page = PAGES[scheme];
  if (page === undefined) return '';
  const title = page.working(addresses.map((address) => nameOf(vscode.Uri.parse(address).path)));
  return vscode.window.withProgress({ location: vscode.ProgressLocation.Window, title }, async () => {
    return page.write(await server(), addresses).catch((error: unknown) => {
      log.error(String(error));
      return page.failed;
    });
  });
}

function nameOf(path: string): string {
  return path.split('/').at(-1) ?? path;
}
