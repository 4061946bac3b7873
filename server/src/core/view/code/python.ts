// What Python code of a view shares, whichever library it is for.

/** A Python string literal. */
export function literal(text: string): string {
  const escaped = text.replaceAll(/[\\"\u0000-\u001f\u007f-\u009f\u2028\u2029\ud800-\udfff]/gu, (character) => {
    const code = character.codePointAt(0) ?? 0;
    if (character === '\\' || character === '"') return `\\${character}`;
    if (character === '\n') return '\\n';
    if (character === '\t') return '\\t';
    return code < 256 ? `\\x${code.toString(16).padStart(2, '0')}` : `\\u${code.toString(16).padStart(4, '0')}`;
  });
  return `"${escaped}"`;
}

export function list(texts: readonly string[]): string {
  return `[${texts.map(literal).join(', ')}]`;
}

/** Python's own names of truth values. */
export function truth(value: boolean): string {
  return value ? 'True' : 'False';
}
