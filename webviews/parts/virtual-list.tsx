// A list of any length: one tab stop, only the rows near the screen are drawn.

import type { ComponentChildren, HTMLAttributes, JSX } from 'preact';
import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import { used } from './used.ts';

export interface VirtualListProps {
  readonly id: string;
  readonly label: string;
  readonly count: number;
  readonly rowHeight?: number;
  readonly role: 'listbox' | 'tree';
  /** The row's own attributes, and its content. */
  readonly row: (index: number) => { readonly attributes?: HTMLAttributes<HTMLDivElement>; readonly content: ComponentChildren; readonly className?: string };
  readonly onTake: (index: number, event: Event) => void;
  /** A key that is not the list's own; true where it was of use. */
  readonly onKey?: (key: string, index: number) => boolean;
  readonly isMultiple?: boolean;
}

const BEYOND = 6;

export function VirtualList(props: VirtualListProps): JSX.Element {
  const { id, label, count, rowHeight = 24, role, row, onTake } = props;
  const box = useRef<HTMLDivElement>(null);
  const [active, setActive] = useState(0);
  const [top, setTop] = useState(0);
  const [height, setHeight] = useState(0);
  const at = Math.min(active, Math.max(0, count - 1));
  useEffect(() => watchHeight(box.current, setHeight), []);
  useLayoutEffect(() => reveal(box.current, at, rowHeight), [at]);
  const first = Math.max(0, Math.floor(top / rowHeight) - BEYOND);
  const end = Math.min(count, Math.ceil((top + height) / rowHeight) + BEYOND);
  const drawn = Array.from({ length: Math.max(0, end - first) }, (_, i) => first + i);
  if (count > 0 && (at < first || at >= end)) drawn.push(at); // so that the one in use is always there to be named
  const take = (index: number, event: Event): void => {
    setActive(index);
    onTake(index, event);
  };
  return (
    <div
      ref={box} id={id} class="virtual-list" role={role} aria-label={label} tabIndex={0} aria-multiselectable={props.isMultiple}
      aria-activedescendant={count === 0 ? undefined : `${id}-${at}`}
      onScroll={(event) => setTop(event.currentTarget.scrollTop)}
      onKeyDown={(event) => onListKey(event, { at, count, page: Math.max(1, Math.floor(height / rowHeight) - 1), setActive, take, onKey: props.onKey })}
    >
      <div class="virtual-extent" role="presentation" style={{ height: `${count * rowHeight}px` }}>
        {drawn.map((index) => {
          const { attributes, content, className = '' } = row(index);
          return (
            <div
              key={index} id={`${id}-${index}`} role={role === 'tree' ? 'treeitem' : 'option'} aria-setsize={count} aria-posinset={index + 1} {...attributes}
              class={`list-row ${className} ${index === at ? 'is-active' : ''}`} style={{ top: `${index * rowHeight}px`, height: `${rowHeight}px` }} onClick={(event) => take(index, event)}
            >
              {content}
            </div>
          );
        })}
      </div>
    </div>
  );
}

interface ListKeys {
  readonly at: number;
  readonly count: number;
  readonly page: number;
  readonly setActive: (index: number) => void;
  readonly take: (index: number, event: Event) => void;
  readonly onKey?: (key: string, index: number) => boolean;
}

function onListKey(event: KeyboardEvent, { at, count, page, setActive, take, onKey }: ListKeys): void {
  const steps: Record<string, number> = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: count - 1, PageDown: at + page, PageUp: at - page };
  const to = steps[event.key];
  if (to !== undefined) setActive(Math.max(0, Math.min(count - 1, to)));
  else if (event.key === 'Enter' || event.key === ' ') take(at, event);
  else if (onKey?.(event.key, at) !== true) return;
  used(event);
}

function reveal(box: HTMLElement | null, index: number, rowHeight: number): void {
  if (box === null || box.clientHeight === 0) return;
  const [top, bottom] = [index * rowHeight, (index + 1) * rowHeight];
  if (top < box.scrollTop) box.scrollTop = top;
  else if (bottom > box.scrollTop + box.clientHeight) box.scrollTop = bottom - box.clientHeight;
}

export function watchHeight(box: HTMLElement | null, onHeight: (height: number) => void): () => void {
  if (box === null) return () => {};
  const observer = new ResizeObserver(() => onHeight(box.clientHeight));
  observer.observe(box);
  return () => observer.disconnect();
}
