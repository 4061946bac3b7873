// The status bar item: what Assay is doing, and a way to its commands.

import * as vscode from 'vscode';
import type { Status } from '../../server/src/protocol/protocol.ts';

export interface StatusItem extends vscode.Disposable {
  show(status: Status): void;
}

export function createStatus(): StatusItem {
  const item = vscode.window.createStatusBarItem('assay.status', vscode.StatusBarAlignment.Left, 0);
  item.name = 'Assay';
  item.command = 'assay.showCommands';
  item.tooltip = 'Assay: data quality';
  const show = ({ datasets, work }: Status) => {
    item.text = work === undefined ? `$(table) Assay${datasets > 0 ? `: ${datasets} ${datasets === 1 ? 'dataset' : 'datasets'}` : ''}` : `$(sync~spin) ${work}`;
    item.show();
  };
  show({ datasets: 0 });
  return { show, dispose: () => item.dispose() };
}
