// Tells a JSON file that holds a table from one that holds settings.

import { open } from 'node:fs/promises';
import { isPacked, unpack } from './files-packed.ts';

const HEAD = 512;

/** Whether the text is a list of objects, judged by its first bytes. */
export async function beginsWithRecords(path: string): Promise<boolean> {
  const head = await readHead(path).catch(() => '');
  return /^\ufeff?\s*\[\s*\{/.test(head);
}

/** Whether the text is one object, and perhaps more after it. */
export async function beginsWithObject(path: string): Promise<boolean> {
  const head = await readHead(path).catch(() => '');
  return /^\ufeff?\s*\{/.test(head);
}

async function readHead(path: string): Promise<string> {
  if (isPacked(path)) {
    for await (const piece of unpack(path, { chunk: HEAD })) return Buffer.from(piece).toString('utf8');
    return '';
  }
  const handle = await open(path, 'r');
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.allocUnsafe(HEAD), 0, HEAD, 0);
    return buffer.toString('utf8', 0, bytesRead);
  } finally {
    await handle.close();
  }
}
