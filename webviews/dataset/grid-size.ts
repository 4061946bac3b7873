// The grid's measures in pixels; the style sheet has the same ones.

export const ROW_HEIGHT = 24;
export const HEADER_HEIGHT = 112;
const DIGIT = 7.4;

/** Wide enough for the number of the last row. */
export function numberWidth(rows: number): number {
  const digits = String(Math.max(1, rows)).length;
  return Math.max(48, Math.round((digits + Math.floor((digits - 1) / 3)) * DIGIT + 22));
}
