// Small charts: how values lie, which are most frequent, how many are missing.

import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import type { Histogram, Severity } from '../contract/dataset.ts';
import { share } from '../contract/words.ts';

export interface BinsProps {
  readonly histogram: Histogram;
  readonly height: number;
  /** Behind a filter these are not the rows shown. */
  readonly isContext?: boolean;
  /** How many of each bin the filter leaves, drawn before the bars of all. */
  readonly part?: readonly number[];
  readonly label: string;
  /** A click on a bar, or a drag over some: from one edge to another. */
  readonly onPick?: (min: number, max: number) => void;
}

/** More bars than this are no longer bars. */
const MOST_BARS = 40;

export function Bins({ histogram, height, isContext = false, part, label, onPick }: BinsProps): JSX.Element {
  const { counts, edges } = merged(histogram);
  const left = part === undefined ? undefined : merged({ ...histogram, counts: part }).counts;
  const [drag, setDrag] = useState<readonly [number, number]>();
  const most = Math.max(1, ...counts);
  const barAt = (event: PointerEvent): number => {
    const { left, width } = (event.currentTarget as Element).getBoundingClientRect();
    return Math.max(0, Math.min(counts.length - 1, Math.floor(((event.clientX - left) / width) * counts.length)));
  };
  const pick = (from: number, to: number): void => onPick?.(edges[Math.min(from, to)] ?? 0, edges[Math.max(from, to) + 1] ?? 0);
  const isIn = (i: number): boolean => drag !== undefined && i >= Math.min(...drag) && i <= Math.max(...drag);
  return (
    <svg
      class={`bins ${isContext ? 'is-context' : ''} ${onPick === undefined ? '' : 'can-pick'}`} role="img" aria-label={label} width="100%" height={height} viewBox={`0 0 ${counts.length} ${height}`} preserveAspectRatio="none"
      onPointerDown={(event) => {
        if (onPick === undefined || event.button !== 0) return;
        event.stopPropagation();
        event.currentTarget.setPointerCapture(event.pointerId);
        setDrag([barAt(event), barAt(event)]);
      }}
      onPointerMove={(event) => drag !== undefined && setDrag([drag[0], barAt(event)])}
      onPointerUp={() => {
        if (drag !== undefined) pick(...drag);
        setDrag(undefined);
      }}
      onClick={(event) => onPick !== undefined && event.stopPropagation()}
    >
      {counts.map((n, i) => <Bar key={i} place={i} tall={tallness(n, most, height)} height={height} className={isIn(i) ? 'is-picked' : ''} />)}
      {left?.map((n, i) => <Bar key={`left ${i}`} place={i} tall={tallness(n, most, height)} height={height} className="is-part" />)}
    </svg>
  );
}

/** What is there is seen, however little it is. */
function tallness(n: number, most: number, height: number): number {
  return n === 0 ? 0 : Math.max(1, (n / most) * height);
}

function Bar({ place, tall, height, className }: { readonly place: number; readonly tall: number; readonly height: number; readonly className: string }): JSX.Element {
  return <rect class={className} x={place + 0.06} width={0.88} y={height - tall} height={tall} />;
}

function merged({ counts, edges }: Histogram): Pick<Histogram, 'counts' | 'edges'> {
  const step = Math.ceil(counts.length / MOST_BARS);
  if (step <= 1) return { counts, edges };
  const bars = Array.from({ length: Math.ceil(counts.length / step) }, (_, i) => counts.slice(i * step, (i + 1) * step).reduce((sum, n) => sum + n, 0));
  return { counts: bars, edges: [...bars.map((_, i) => edges[i * step] ?? 0), edges.at(-1) ?? 0] };
}

export interface TopBarsProps {
  readonly values: readonly { readonly value: string; readonly count: number }[];
  readonly whole: number;
  readonly isContext?: boolean;
  /** How many of each value the filter leaves. */
  readonly part?: ReadonlyMap<string, number>;
  readonly onPick?: (value: string) => void;
  /** The share is written behind each bar. */
  readonly hasShares?: boolean;
  readonly show: (value: string) => string;
}

export function TopBars({ values, whole, isContext = false, part, onPick, hasShares = false, show }: TopBarsProps): JSX.Element {
  const most = Math.max(1, ...values.map(({ count }) => count));
  return (
    <div class={`top-bars ${isContext ? 'is-context' : ''} ${hasShares ? 'has-shares' : ''}`}>
      {values.map(({ value, count }) => (
        <div key={value} class={`top-bar ${onPick === undefined ? '' : 'can-pick'}`} title={`${show(value)}: ${share(count, whole)}`} onClick={onPick === undefined ? undefined : (event) => { event.stopPropagation(); onPick(value); }}>
          <bdi class="top-name">{show(value)}</bdi>
          <span class="top-track">
            <span class="top-fill" style={{ width: `${Math.max(2, (count / most) * 100)}%` }} />
            {part !== undefined && <span class="top-fill is-part" style={{ width: `${((part.get(value) ?? 0) / most) * 100}%` }} />}
          </span>
          {hasShares && <span class="top-share">{share(count, whole)}</span>}
        </div>
      ))}
    </div>
  );
}

export function MissingBar({ missing, rows, onPick }: { readonly missing: number; readonly rows: number; readonly onPick?: () => void }): JSX.Element {
  const words = share(missing, rows);
  return (
    <div class="missing">
      <span class="missing-track">
        <span class="missing-fill" style={{ width: `${rows === 0 ? 0 : Math.max(missing === 0 ? 0 : 1, (missing / rows) * 100)}%` }} />
      </span>
      {missing > 0 && onPick !== undefined ? (
        <button type="button" class="missing-share" tabIndex={-1} title="Show the rows where it is missing" aria-label={`${words} missing: show the rows`} onClick={(event) => { event.stopPropagation(); onPick(); }}>
          {words}
        </button>
      ) : (
        <span class="missing-share" title={`${words} missing`}>{words}</span>
      )}
    </div>
  );
}

const SEVERITY_ICONS = { error: 'error', warning: 'warning', information: 'info', hint: 'lightbulb' } as const;

export function SeverityIcon({ severity }: { readonly severity: Severity }): JSX.Element {
  return <span class={`codicon codicon-${SEVERITY_ICONS[severity]} is-${severity}`} role="img" aria-label={severity} />;
}
