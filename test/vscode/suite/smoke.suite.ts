// The editor itself: the fixture workspace is open and the extension is there.

import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { test } from './runner.ts';

test('the fixture workspace is open', () => {
  assert.equal(vscode.workspace.workspaceFolders?.length, 1);
});
