// Checks that somebody asks for: of the whole workspace, or of one file as it is on disk.

import type { CancellationToken } from 'vscode-languageserver';
import type { Known } from '../../core/findings/known.ts';
import { countOf } from '../../features/diagnostics.ts';
import { CheckingNotification, type WorkspaceChecked } from '../../protocol/protocol.ts';
import type { Context } from '../context.ts';
import { nameOf, toPath } from '../uris.ts';

export async function checkFile({ onDisk }: Context, uri: string): Promise<void> {
  await onDisk.show(toPath(uri));
}

export async function checkWorkspace(context: Context, token: CancellationToken): Promise<WorkspaceChecked> {
  const paths = await context.workspace.datasets();
  let [datasets, errors, warnings] = [0, 0, 0];
  for (const path of paths) {
    if (token.isCancellationRequested) break;
    void context.connection.sendNotification(CheckingNotification, { name: nameOf(path), done: datasets, of: paths.length });
    const known = await outcome(context, { path, token });
    if (known === undefined) break;
    errors += known.state === 'done' ? countOf(known.result, 'error') : Number(known.state === 'unreadable');
    warnings += known.state === 'done' ? countOf(known.result, 'warning') : 0;
    datasets++;
  }
  return { datasets, of: paths.length, errors, warnings };
}

/** undefined where the user stops it meanwhile; what was begun goes on for the code that names the dataset. */
function outcome(context: Context, { path, token }: { path: string; token: CancellationToken }): Promise<Known | undefined> {
  const stopped = new Promise<undefined>((resolve) => token.onCancellationRequested(() => resolve(undefined)));
  return Promise.race([context.onDisk.show(path), stopped]);
}
