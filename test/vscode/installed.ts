// VS Code in the browser with the extension installed, as a user has it: no payload in the address, no test mode.

import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ROOT } from '../build.ts';
import { installExtension, installServer, startServer } from './server.ts';

/** A folder and its files, without what VS Code would show besides. */
const QUIET = {
  'workbench.startupEditor': 'none',
  'workbench.secondarySideBar.defaultVisibility': 'hidden',
  'chat.disableAIFeatures': true,
  'git.openRepositoryInParentFolders': 'never',
};

export interface ServedEditor {
  /** The address that opens `folder` with the extension active. */
  address(folder: string): string;
  readonly ended: Promise<void>;
  /** Ends the editor and everything it started, and removes its data. */
  stop(): Promise<void>;
}

/** Starts VS Code on a free loopback port with the built extension, or the one of a VSIX file, and the given user settings. */
export async function serveExtension(settings: Record<string, unknown> = {}, vsix?: string): Promise<ServedEditor> {
  installServer(); // first: stopped while that takes its time, nothing is left behind
  const folder = mkdtempSync(join(tmpdir(), 'assay-editor-'));
  const remove = () => rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
  try {
    const server = await startServer({ dataFolder: writeSettings(folder, settings), extensionsFolder: vsix === undefined ? linkExtension(folder) : installExtension(vsix, join(folder, 'extensions')) });
    return {
      address: path => `${server.origin}/?${new URLSearchParams({ tkn: server.token, folder: path })}`,
      ended: server.ended,
      stop: async () => {
        await server.stop();
        remove();
      },
    };
  } catch (error) {
    remove();
    throw error;
  }
}

/** A link instead of a copy, so that a new build is seen after a reload of the page. */
function linkExtension(folder: string): string {
  const extensions = join(folder, 'extensions');
  mkdirSync(extensions, { recursive: true });
  symlinkSync(ROOT, join(extensions, 'assay.assay-0.1.0'), 'junction');
  return extensions;
}

function writeSettings(folder: string, settings: Record<string, unknown>): string {
  const data = join(folder, 'server');
  for (const place of ['User', 'Machine']) {
    mkdirSync(join(data, 'data', place), { recursive: true });
    writeFileSync(join(data, 'data', place, 'settings.json'), JSON.stringify({ ...QUIET, ...settings }));
  }
  return data;
}
