// The folders of the workspace.

import type { InitializeParams, WorkspaceFoldersChangeEvent } from 'vscode-languageserver';
import { toPath } from './uris.ts';

export class Roots {
  #paths: readonly string[] = [];

  /** Absolute, each once; one may lie in another. */
  get paths(): readonly string[] {
    return this.#paths;
  }

  /** An old editor has one root, as an address or a path; one that opened a single file has none. */
  initialize({ workspaceFolders, rootUri, rootPath }: InitializeParams): void {
    if (workspaceFolders != null) this.#paths = [...new Set(workspaceFolders.map(({ uri }) => toPath(uri)))];
    else if (rootUri != null) this.#paths = [toPath(rootUri)];
    else this.#paths = rootPath == null || rootPath === '' ? [] : [rootPath.replaceAll('\\', '/').replace(/\/$/, '')];
  }

  change({ added, removed }: WorkspaceFoldersChangeEvent): void {
    const gone = new Set(removed.map(({ uri }) => toPath(uri)));
    const kept = this.#paths.filter((root) => !gone.has(root));
    this.#paths = [...kept, ...added.map(({ uri }) => toPath(uri)).filter((root) => !kept.includes(root))];
  }

  /** The innermost root that a path lies in. */
  of(path: string): string | undefined {
    const around = this.#paths.filter((root) => path === root || path.startsWith(`${root}/`));
    return around.toSorted((a, b) => b.length - a.length)[0];
  }
}
