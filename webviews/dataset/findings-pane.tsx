// The findings by code and column; each leads to its cell.

import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import type { Filter, Severity, ShownGroup } from '../contract/dataset.ts';
import { count } from '../contract/words.ts';
import { SeverityIcon } from '../parts/charts.tsx';
import { Icon, IconButton } from '../parts/icon.tsx';
import { VirtualList } from '../parts/virtual-list.tsx';
import { putPart } from './filters.ts';
import { linesOf, type Line } from './finding-lines.ts';
import { goToFinding } from './go.ts';
import { oneLine } from './look.ts';
import type { Panel } from './panel.ts';
import { namesOf, type PanelState } from './state.ts';

const SEVERITIES: readonly Severity[] = ['error', 'warning', 'information', 'hint'];
const MANY: Record<Severity, string> = { error: 'errors', warning: 'warnings', information: 'pieces of information', hint: 'hints' };

export function FindingsPane({ panel, state }: { readonly panel: Panel; readonly state: PanelState }): JSX.Element {
  const [open, setOpen] = useState<ReadonlySet<string>>(new Set());
  const [without, setWithout] = useState<ReadonlySet<Severity>>(new Set());
  const [at, setAt] = useState(0);
  const names = namesOf(state);
  const lines = linesOf(state.groups ?? [], { open, without });
  const take = (index: number, isByKey = false): void => {
    const line = lines[index];
    setAt(index);
    if (line?.kind === 'group' && line.group.findings.length === 0) void goToFinding(panel, { ...line.group, message: line.group.summary });
    else if (line?.kind === 'group') setOpen(toggled(open, line.key));
    else if (line?.kind === 'rest') showAll(panel, line.group);
    else if (line !== undefined) void goToFinding(panel, line.finding).then(() => isByKey && panel.focusGrid());
  };
  const onKey = (key: string, index: number): boolean => {
    const line = lines[index];
    if (line?.kind !== 'group' || (key !== 'ArrowRight' && key !== 'ArrowLeft') || line.isOpen === (key === 'ArrowRight')) return false;
    setOpen(toggled(open, line.key));
    return true;
  };
  const line = lines[at];
  return (
    <section class="findings" aria-label="Findings">
      <div class="pane-head">
        <h2>Findings</h2>
        {SEVERITIES.filter((severity) => state.marks.counts[severity] > 0).map((severity) => (
          <button key={severity} type="button" class="count-chip" aria-pressed={!without.has(severity)} title={`Show or hide ${MANY[severity]}`} onClick={() => setWithout(toggled(without, severity))}>
            <SeverityIcon severity={severity} /> {count(state.marks.counts[severity])}<span class="sr-only"> {MANY[severity]}</span>
          </button>
        ))}
        <span class="spring" />
        <IconButton icon="close" label="Close Findings" onClick={() => panel.choose({ showsFindings: false })} />
      </div>
      {state.groups === undefined && <p class="dim note">Looking at the data…</p>}
      {state.groups?.length === 0 && <p class="dim note">No findings.</p>}
      {lines.length > 0 && (
        <VirtualList id="findings" label="Findings" role="tree" count={lines.length} onTake={(index, event) => take(index, event instanceof KeyboardEvent)} onKey={onKey}
          row={(index) => ({ attributes: attributesOf(lines[index], index === at), content: <FindingLine line={lines[index]} names={names} />, className: lines[index]?.kind === 'group' ? 'is-group' : 'is-finding' })} />
      )}
      {line !== undefined && <Explanation panel={panel} state={state} line={line} />}
    </section>
  );
}

function toggled<T>(set: ReadonlySet<T>, item: T): ReadonlySet<T> {
  return set.has(item) ? new Set([...set].filter((other) => other !== item)) : new Set([...set, item]);
}

function attributesOf(line: Line | undefined, isSelected: boolean): Record<string, unknown> {
  if (line?.kind !== 'group') return { 'aria-level': 2, 'aria-selected': isSelected };
  return { 'aria-level': 1, 'aria-selected': isSelected, ...(line.group.findings.length > 0 ? { 'aria-expanded': line.isOpen } : {}) };
}

function FindingLine({ line, names }: { readonly line: Line | undefined; readonly names: readonly string[] }): JSX.Element | null {
  if (line === undefined) return null;
  if (line.kind === 'rest') return <span class="dim">{count(line.count)} more are not listed</span>;
  if (line.kind === 'finding') {
    const { row, message } = line.finding;
    return <><span class="line-row">{row === undefined ? '' : count(row + 1)}</span><span class="line-text" title={message}>{oneLine(message)}</span></>;
  }
  const { group, isOpen } = line;
  return (
    <>
      <Icon name={group.findings.length === 0 ? 'blank' : isOpen ? 'chevron-down' : 'chevron-right'} />
      <SeverityIcon severity={group.severity} />
      <span class="line-code" title={group.summary}>{group.code}</span>
      <bdi class="line-column dim">{group.column === undefined ? '' : oneLine(names[group.column] ?? '')}</bdi>
      <span class="list-count dim">{count(group.total)}</span>
    </>
  );
}

/** What the line at hand says in full, and what can be done with it. */
function Explanation({ panel, state, line }: { readonly panel: Panel; readonly state: PanelState; readonly line: Line }): JSX.Element {
  const { group } = line;
  const isOne = line.kind === 'finding';
  const at = isOne ? line.finding : { row: undefined, column: group.column };
  return (
    <div class="explanation">
      <p>{isOne ? line.finding.message : group.summary}</p>
      <div class="explanation-actions">
        <ShowRows panel={panel} group={group} />
        {state.opened?.isText === true && (at.row !== undefined || at.column !== undefined) && (
          <button type="button" class="link" onClick={() => panel.host.send({ kind: 'reveal', row: at.row ?? -1, column: at.column })}>Reveal in text</button>
        )}
      </div>
    </div>
  );
}

/** All rows of a group; where only the first of them are known, it says so. */
function ShowRows({ panel, group }: { readonly panel: Panel; readonly group: ShownGroup }): JSX.Element | null {
  const { rows } = rowsOf(group);
  if (rows === 0) return null;
  const words = rows === 1 ? 'the row' : `the ${rows < group.total ? 'first ' : ''}${count(rows)} rows`;
  return <button type="button" class="link" onClick={() => showAll(panel, group)}>Show {words}</button>;
}

function showAll(panel: Panel, group: ShownGroup): void {
  const { filter, rows } = rowsOf(group);
  if (rows === 0) return;
  panel.choose({ tab: 'grid' });
  putPart(panel, filter);
}

/** What is missing can be asked for; of other findings the rows are listed. */
function rowsOf({ code, column, total, findings }: ShownGroup): { readonly filter: Filter; readonly rows: number } {
  if (code === 'missing-value' && column !== undefined) return { filter: { kind: 'absent', column, which: 'any' }, rows: total };
  if (code === 'sentinel-value' && column !== undefined) return { filter: { kind: 'absent', column, which: 'sentinel' }, rows: total };
  const rows = [...new Set(findings.flatMap(({ row }) => (row === undefined || row < 0 ? [] : [row])))];
  return { filter: { kind: 'rows', rows }, rows: rows.length };
}
