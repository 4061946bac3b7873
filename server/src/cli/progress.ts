// A progress line on a terminal; nothing in a pipe.

export interface Progress {
  show(text: string): void;
  clear(): void;
}

const INTERVAL = 80;

export function createProgress(stream: NodeJS.WriteStream): Progress {
  if (!stream.isTTY) return { show: () => {}, clear: () => {} };
  let last = 0;
  return {
    show: (text) => {
      const now = Date.now();
      if (now - last < INTERVAL) return;
      last = now;
      stream.write(`\r\u001b[2K${text.slice(0, Math.max(10, (stream.columns ?? 80) - 1))}`);
    },
    clear: () => stream.write('\r\u001b[2K'),
  };
}
