// A progress bar on a terminal; nothing in a pipe.

import { fit } from '../core/report/terminal.ts';

export interface Progress {
  /** What is done, and the share of it that is, 0 to 1, where that is known. */
  show(text: string, share?: number): void;
  clear(): void;
}

const INTERVAL = 80;
const BAR = 20;
const ERASE = '\r\u001b[2K';

export function createProgress(stream: NodeJS.WriteStream): Progress {
  if (!stream.isTTY) return { show: () => {}, clear: () => {} };
  let [last, isShown] = [0, false];
  return {
    show: (text, share) => {
      const now = Date.now();
      if (now - last < INTERVAL) return;
      [last, isShown] = [now, true];
      stream.write(ERASE + fit(share === undefined ? text : `${bar(share)} ${text}`, Math.max(20, (stream.columns || 80) - 1)));
    },
    clear: () => {
      if (isShown) stream.write(ERASE);
      isShown = false;
    },
  };
}

function bar(share: number): string {
  const part = Math.min(1, Math.max(0, share));
  const full = Math.round(part * BAR);
  return `${'█'.repeat(full)}${'░'.repeat(BAR - full)} ${String(Math.floor(part * 100)).padStart(3)} %`;
}
