// Column names an engine can work with.

/** Unique and never empty: an empty name becomes column3, a second "a" becomes a_2. */
export function engineNames(header: readonly string[]): readonly string[] {
  const taken = new Set<string>();
  return header.map((name, i) => {
    const base = name.trim() === '' ? `column${i + 1}` : name.replaceAll('\0', '\ufffd'); // SQL text ends at a NUL
    let unique = base;
    for (let n = 2; taken.has(unique.toLowerCase()); n++) unique = `${base}_${n}`;
    taken.add(unique.toLowerCase());
    return unique;
  });
}
