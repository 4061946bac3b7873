// Cells as text to paste: CSV or Markdown; one cell alone as it is.

export type CopyFormat = 'csv' | 'markdown';

export interface Copied {
  readonly names: readonly string[];
  /** Row by row; null: nothing there. */
  readonly rows: readonly (readonly (string | null)[])[];
}

export function asText({ names, rows }: Copied, format: CopyFormat, withNames = true): string {
  if (format === 'markdown') return markdown({ names, rows });
  const lines = rows.map((row) => row.map((cell) => csvCell(cell, row.length === 1)).join(','));
  return (withNames ? [names.map((name) => csvCell(name, false)).join(','), ...lines] : lines).map((line) => `${line}\n`).join('');
}

/** An empty cell that stands alone is quoted, as the line would be taken for none; so is an empty text, to differ from nothing. */
function csvCell(cell: string | null, isAlone: boolean): string {
  if (cell === null) return isAlone ? '""' : '';
  return /[",\r\n]|^\s|\s$|^$/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;
}

function markdown({ names, rows }: Copied): string {
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |\n`;
  return [line(names.map(markdownCell)), line(names.map(() => '---')), ...rows.map((row) => line(row.map((cell) => markdownCell(cell ?? ''))))].join('');
}

function markdownCell(cell: string): string {
  return cell.replace(/[\\|`*_<>[\]]/g, '\\$&').replace(/\r\n|\r|\n/g, '<br>');
}
