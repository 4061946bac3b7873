// How long the extension takes to activate in a real VS Code, as VS Code itself measures it.

import { needBrowser } from '../vscode/browser.ts';
import { runSuites } from '../vscode/run.ts';
import { installServer } from '../vscode/server.ts';

/** Milliseconds, one a start of VS Code. */
export async function benchActivation(rounds: number): Promise<readonly number[]> {
  needBrowser();
  installServer();
  const times: number[] = [];
  for (let round = 0; round < rounds; round++) {
    const { lines } = await runSuites('it activates quickly');
    const took = /activation (\d+) ms/.exec(lines.join('\n'))?.[1];
    if (took === undefined) throw new Error(`VS Code told no activation time: ${lines.join('\n')}`);
    times.push(Number(took));
  }
  return times;
}

export function printActivation(times: readonly number[]): void {
  console.log(`\nActivation in a real VS Code\n\n| what | ms |\n|---|--:|\n| slowest of ${times.length} | ${Math.max(...times)} |`);
}
