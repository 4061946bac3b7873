// Text that was written as UTF-8 and read as windows-1252: "CafÃ©" for "Café".

/** windows-1252 bytes of the characters past Latin-1 that it can hold (index-windows-1252 of the Encoding Standard). */
const HIGH: { readonly [character: string]: number } = {
  '€': 0x80, '‚': 0x82, 'ƒ': 0x83, '„': 0x84, '…': 0x85, '†': 0x86, '‡': 0x87, 'ˆ': 0x88, '‰': 0x89, 'Š': 0x8a, '‹': 0x8b, 'Œ': 0x8c, 'Ž': 0x8e,
  '‘': 0x91, '’': 0x92, '“': 0x93, '”': 0x94, '•': 0x95, '–': 0x96, '—': 0x97, '˜': 0x98, '™': 0x99, 'š': 0x9a, '›': 0x9b, 'œ': 0x9c, 'ž': 0x9e, 'Ÿ': 0x9f,
};

/** What the text was before it was read wrongly, or undefined where it reads well as it is. */
export function fixMojibake(text: string): string | undefined {
  if (!/[Ã\u00c2âåæçèéäðï][\u0080-\u00bf€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ]/.test(text)) return undefined;
  const bytes = new Uint8Array(text.length);
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    const byte = code < 0x100 ? code : HIGH[text[i] ?? ''];
    if (byte === undefined) return undefined;
    bytes[i] = byte;
  }
  try {
    const fixed = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    return fixed === text ? undefined : fixed;
  } catch {
    return undefined;
  }
}
