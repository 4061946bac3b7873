// Addresses of documents, as absolute paths with forward slashes.

import { URI } from 'vscode-uri';

export function toPath(uri: string): string {
  return URI.parse(uri).fsPath.replaceAll('\\', '/');
}

export function toUri(path: string): string {
  return URI.file(path).toString();
}

/** The last part of a path: what a user calls the file. */
export function nameOf(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}
