// A long text in pieces that a browser can lay out one by one: one piece of a million characters holds it up for minutes.

const LONGEST = 4_000;

/** Nothing is added or lost. A piece ends at a line's end or at a space where there is one near. */
export function chunksOf(text: string, longest = LONGEST): string[] {
  const chunks: string[] = [];
  for (let start = 0; start < text.length; ) {
    const end = start + longest >= text.length ? text.length : endOf(text, start, start + longest);
    chunks.push(text.slice(start, end));
    start = end;
  }
  return chunks;
}

function endOf(text: string, start: number, latest: number): number {
  const earliest = start + (latest - start) / 2;
  for (const mark of ['\n', ' ']) {
    const at = text.lastIndexOf(mark, latest - 1) + 1;
    if (at > earliest) return at;
  }
  return isHigh(text.charCodeAt(latest - 1)) ? latest - 1 : latest; // the two halves of a character stay together
}

function isHigh(unit: number): boolean {
  return unit >= 0xd800 && unit < 0xdc00;
}
