// Checks that somebody asks for: of the whole workspace, or of one file as it is on disk.

import type { CancellationToken } from 'vscode-languageserver';
import { isGlob } from '../../core/code/resolve.ts';
import type { Finding, Severity } from '../../core/findings/finding.ts';
import type { Known } from '../../core/findings/known.ts';
import { asWanted } from '../../core/findings/silence.ts';
import { countOf } from '../../features/diagnostics.ts';
import { CheckingNotification, type WorkspaceChecked } from '../../protocol/protocol.ts';
import type { Looked } from '../code-on-disk.ts';
import type { Context } from '../context.ts';
import { nameOf, toPath } from '../uris.ts';

export async function checkFile({ onDisk, datasets, catalogue }: Context, uri: string): Promise<void> {
  const path = toPath(uri);
  catalogue.datasetChanged(path); // that it has begun
  await (isGlob(path) ? datasets.check(path) : onDisk.show(path));
}

/** Code first: it may name datasets that lie elsewhere. */
export async function checkWorkspace(context: Context, token: CancellationToken): Promise<WorkspaceChecked> {
  const { connection, workspace, configs } = context;
  const code = await checkCode(context, token);
  const paths = [...new Set([...(await workspace.datasets()), ...code.datasets])].toSorted();
  let [datasets, errors, warnings] = [0, code.errors, code.warnings];
  for (const path of paths) {
    if (token.isCancellationRequested) break;
    void connection.sendNotification(CheckingNotification, { name: nameOf(path), done: datasets, of: paths.length });
    const known = await outcome(context, { path, token });
    if (known === undefined) break;
    const { settings } = await configs.for(path);
    const count = (severity: Severity) => (known.state === 'done' ? countOf(known.result, severity) : Number(known.state === 'unreadable' && asWanted([unreadable(known.reason)], settings)[0]?.severity === severity));
    errors += count('error');
    warnings += count('warning');
    datasets++;
  }
  return { datasets, of: paths.length, errors, warnings };
}

async function checkCode({ workspace, codeOnDisk }: Context, token: CancellationToken) {
  const looked: Looked[] = [];
  for (const path of await workspace.code()) if (!token.isCancellationRequested) looked.push(await codeOnDisk.show(path));
  const findings = looked.flatMap((one) => one.findings);
  const [errors, warnings] = (['error', 'warning'] as const).map((severity) => findings.filter((finding) => finding.severity === severity).length);
  return { datasets: looked.flatMap((one) => one.datasets), errors: errors ?? 0, warnings: warnings ?? 0 };
}

function unreadable(message: string): Finding {
  return { code: 'dataset-unreadable', severity: 'error', address: {}, message };
}

/** undefined where the user stops it meanwhile; what was begun goes on for the code that names the dataset. */
function outcome(context: Context, { path, token }: { path: string; token: CancellationToken }): Promise<Known | undefined> {
  const stopped = new Promise<undefined>((resolve) => token.onCancellationRequested(() => resolve(undefined)));
  const { datasets, onDisk } = context;
  return Promise.race([isGlob(path) ? datasets.check(path) : onDisk.show(path), stopped]);
}
