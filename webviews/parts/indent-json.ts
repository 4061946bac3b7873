// JSON set out in lines without reading it into values: numbers keep all their digits.

const STEP = '  ';

/** The text as it is where it does not look like JSON of a list or an object. */
export function indentJson(text: string): string {
  if (!/^\s*[[{]/.test(text)) return text;
  const tokens = text.match(/"(?:\\.|[^"\\])*"|[[\]{}:,]|[^\s"[\]{}:,]+|"/g) ?? [];
  let [out, depth] = ['', 0];
  tokens.forEach((token, i) => {
    const isEmpty = /^[[{]$/.test(tokens[i - 1] ?? '') && /^[\]}]$/.test(token);
    if (/^[\]}]$/.test(token)) {
      depth = Math.max(0, depth - 1);
      out += isEmpty ? token : `\n${STEP.repeat(depth)}${token}`;
    } else if (/^[[{]$/.test(token)) {
      depth++;
      out += /^[\]}]$/.test(tokens[i + 1] ?? '') ? token : `${token}\n${STEP.repeat(depth)}`;
    } else if (token === ',') out += `,\n${STEP.repeat(depth)}`;
    else out += token === ':' ? ': ' : token;
  });
  return out;
}
