// Writes how a dataset is read into the text of assay.json; comments and layout stay as they are.

import { applyEdits, modify, parseTree, type ParseError } from 'jsonc-parser';
import type { ReadingOverride } from './schema.ts';

/** The text with the parts of a dataset's reading set; undefined where it is no JSON object that could take them. `key`: under which the config stands in it. */
export function setReading(text: string, reading: { readonly dataset: string; readonly parts: ReadingOverride }, key?: string): string | undefined {
  const bom = text.startsWith('\ufeff') ? '\ufeff' : '';
  let source = text.slice(bom.length);
  if (source.trim() === '') source = '{}\n';
  const errors: ParseError[] = [];
  if (parseTree(source, errors, { allowTrailingComma: true })?.type !== 'object' || errors.length > 0) return undefined;
  const formattingOptions = { insertSpaces: !/\n\t/.test(source), tabSize: /\n( +)\S/.exec(source)?.[1]?.length ?? 2, eol: source.includes('\r\n') ? '\r\n' : '\n' };
  for (const [name, value] of Object.entries(reading.parts)) {
    source = applyEdits(source, modify(source, [...(key === undefined ? [] : [key]), 'datasets', reading.dataset, name], value, { formattingOptions }));
  }
  return bom + source;
}
