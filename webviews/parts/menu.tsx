// A menu: arrow keys go through it, Enter takes, letters jump.

import type { JSX } from 'preact';
import { useRef } from 'preact/hooks';
import { used } from './used.ts';
import { Icon } from './icon.tsx';

export interface MenuItem {
  readonly label: string;
  readonly icon?: string;
  readonly keys?: string;
  readonly isDisabled?: boolean;
  /** A line stands above it. */
  readonly startsGroup?: boolean;
  readonly run: () => void;
}

export function Menu({ label, items }: { readonly label: string; readonly items: readonly MenuItem[] }): JSX.Element {
  const list = useRef<HTMLDivElement>(null);
  return (
    <div ref={list} class="menu" role="menu" aria-label={label} onKeyDown={(event) => onKey(event, list.current)}>
      {items.map((item, i) => (
        <button key={item.label} type="button" role="menuitem" class={item.startsGroup === true ? 'menu-item starts-group' : 'menu-item'} disabled={item.isDisabled} tabIndex={i === 0 ? 0 : -1} onClick={item.run}>
          <Icon name={item.icon ?? 'blank'} />
          <span class="menu-label">{item.label}</span>
          {item.keys !== undefined && <span class="menu-keys">{item.keys}</span>}
        </button>
      ))}
    </div>
  );
}

function onKey(event: KeyboardEvent, list: HTMLElement | null): void {
  const items = [...(list?.querySelectorAll<HTMLElement>('[role=menuitem]:not(:disabled)') ?? [])];
  const now = items.findIndex((item) => item === document.activeElement);
  const next = target(event.key, now, items);
  if (next === undefined) return;
  used(event);
  next.focus();
}

function target(key: string, now: number, items: readonly HTMLElement[]): HTMLElement | undefined {
  if (key === 'ArrowDown') return items[(now + 1) % items.length];
  if (key === 'ArrowUp') return items.at(now - 1);
  if (key === 'Home') return items[0];
  if (key === 'End') return items.at(-1);
  if (key.length !== 1 || key === ' ') return undefined;
  const following = [...items.slice(now + 1), ...items.slice(0, now + 1)];
  return following.find((item) => item.textContent?.toLowerCase().startsWith(key.toLowerCase()) === true);
}
