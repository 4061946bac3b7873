// Ending a process together with everything it started.

import type { ChildProcess } from 'node:child_process';
import { spawnSync } from 'node:child_process';

const GRACE_MS = 3000;

/** Ends the process group that `child` (spawned detached) leads: first politely, then for sure. */
export async function stopGroup(child: ChildProcess): Promise<void> {
  if (child.pid === undefined) return;
  signalGroup(child.pid, 'SIGTERM');
  const until = Date.now() + GRACE_MS;
  while (groupLives(child.pid) && Date.now() < until) await new Promise(resolve => setTimeout(resolve, 50));
  signalGroup(child.pid, 'SIGKILL');
}

/** Ends the group when this process ends before it: by an error, or by Ctrl-C while things are still starting. */
export function endWithThisProcess(child: ChildProcess): void {
  const kill = () => signalGroup(child.pid ?? 0, 'SIGKILL');
  process.once('exit', kill);
  child.once('exit', () => process.off('exit', kill));
}

/** Whether any process of the group is left. */
export function groupLives(group: number): boolean {
  try {
    process.kill(process.platform === 'win32' ? group : -group, 0);
    return true;
  } catch {
    return false;
  }
}

function signalGroup(group: number, signal: NodeJS.Signals): void {
  // 0 would mean this process's own group.
  if (group === 0) return;
  if (process.platform === 'win32') {
    spawnSync('taskkill', ['/pid', String(group), '/T', '/F']);
    return;
  }
  try {
    process.kill(-group, signal);
  } catch {
    // Nobody is left in the group: that is what was wanted.
  }
}
