// Marks beside the scrollbar, where the findings are; errors over the others.

import type { JSX } from 'preact';
import { useMemo } from 'preact/hooks';
import type { Arrangement, Severity } from '../contract/dataset.ts';
import { memo } from '../parts/memo.ts';
import { HEADER_HEIGHT } from './grid-size.ts';
import type { Marks } from './marks.ts';

const ORDER: readonly Severity[] = ['hint', 'information', 'warning', 'error'];
/** Marks closer than this share of the height are one. */
const STEPS = 300;

export interface ScrollMarksProps {
  readonly marks: Marks;
  readonly rows: number;
  readonly arrangement: Arrangement;
}

/** Only while rows are shown as they lie: elsewhere it is not known where a row stands. */
export const ScrollMarks = memo(({ marks, rows, arrangement: { filter, sort = [] } }: ScrollMarksProps): JSX.Element | null => {
  const ticks = useMemo(() => {
    const bySlot = new Map<number, Severity>();
    for (const { row, severity } of marks.located) {
      const slot = Math.floor((row / Math.max(1, rows)) * STEPS);
      const before = bySlot.get(slot);
      if (before === undefined || ORDER.indexOf(severity) > ORDER.indexOf(before)) bySlot.set(slot, severity);
    }
    return [...bySlot].sort(([, a], [, b]) => ORDER.indexOf(a) - ORDER.indexOf(b));
  }, [marks, rows]);
  if (filter !== undefined || sort.length > 0) return null;
  return (
    <div class="scroll-marks" aria-hidden="true" style={{ top: `${HEADER_HEIGHT}px` }}>
      {ticks.map(([slot, severity]) => <span key={slot} class={`tick is-${severity}`} style={{ top: `${(slot / STEPS) * 100}%` }} />)}
    </div>
  );
});
