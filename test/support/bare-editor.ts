// An editor that can do little: it sends raw messages to a language server's input, as any editor may.

import type { ChildProcess } from 'node:child_process';
import { setTimeout } from 'node:timers/promises';
import { ended } from './cli.ts';

export interface Message {
  readonly id?: number;
  readonly method?: string;
  readonly params?: { readonly uri?: string; readonly diagnostics?: readonly { readonly code?: string; readonly severity: number; readonly codeDescription?: { readonly href: string } }[] };
  readonly result?: unknown;
  readonly error?: { readonly code: number };
}

/** An editor that speaks bare JSON to a language server, and writes down what it hears. */
export function startEditor(child: ChildProcess) {
  const heard: Message[] = [];
  let rest = Buffer.alloc(0);
  child.stdout?.on('data', (data: Buffer) => {
    rest = Buffer.concat([rest, Buffer.from(data)]);
    for (let head = rest.indexOf('\r\n\r\n'); head >= 0; head = rest.indexOf('\r\n\r\n')) {
      const end = head + 4 + Number(/Content-Length: (\d+)/i.exec(rest.subarray(0, head).toString())?.[1]);
      if (rest.length < end) return;
      heard.push(JSON.parse(rest.subarray(head + 4, end).toString()) as Message);
      rest = rest.subarray(end);
    }
  });
  const raw = (body: string) => void child.stdin?.write(`Content-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`);
  const send = (message: object) => raw(JSON.stringify({ jsonrpc: '2.0', ...message }));
  const until = async (isWanted: (message: Message) => boolean): Promise<Message> => {
    for (let i = 0; i < 400; i++) {
      const found = heard.findLast(isWanted);
      if (found !== undefined) return found;
      await setTimeout(25);
    }
    throw new Error(`not heard: ${JSON.stringify(heard).slice(0, 2000)}`);
  };
  return { child, done: ended(child), raw, send, until, heard };
}

/** Whether a message tells of a finding of this kind in this text. */
export const about = (uri: string, code: string) => ({ method, params }: Message) => method === 'textDocument/publishDiagnostics' && params?.uri === uri && params.diagnostics?.some((one) => one.code === code) === true;
