// What opens over a panel at a point: takes the keyboard, closes on Escape or a click elsewhere, and gives the keyboard back.

import type { ComponentChildren, JSX } from 'preact';
import { useLayoutEffect, useRef } from 'preact/hooks';
import { used } from './used.ts';

export interface PopupProps {
  readonly at: { readonly x: number; readonly y: number };
  readonly label: string;
  readonly onClose: () => void;
  readonly className?: string;
  readonly children: ComponentChildren;
}

const FOCUSABLE = 'input:not(:disabled), select, button:not(:disabled):not([tabindex="-1"]), [tabindex="0"]';
const MARGIN = 8;

export function Popup({ at, label, onClose, className = '', children }: PopupProps): JSX.Element {
  const box = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => place(box.current, at));
  useLayoutEffect(() => {
    const before = document.activeElement;
    const own = box.current;
    (own?.querySelector<HTMLElement>('[data-first]') ?? own?.querySelector<HTMLElement>(FOCUSABLE))?.focus({ preventScroll: true });
    const onPointer = (event: PointerEvent): void => {
      if (own !== null && event.target instanceof Node && !own.contains(event.target)) onClose();
    };
    document.addEventListener('pointerdown', onPointer, true);
    return () => {
      document.removeEventListener('pointerdown', onPointer, true);
      const isLost = document.activeElement === document.body || document.activeElement === null;
      if (isLost && before instanceof HTMLElement && before.isConnected) before.focus({ preventScroll: true });
    };
  }, []);
  return (
    <div ref={box} class={`popup ${className}`} role="dialog" aria-label={label} onKeyDown={(event) => onKey(event, box.current, onClose)}>
      {children}
    </div>
  );
}

/** Inside the window, whatever the point. */
function place(box: HTMLElement | null, at: { readonly x: number; readonly y: number }): void {
  if (box === null) return;
  box.style.left = `${Math.max(MARGIN, Math.min(at.x, window.innerWidth - box.offsetWidth - MARGIN))}px`;
  box.style.top = `${Math.max(MARGIN, Math.min(at.y, window.innerHeight - box.offsetHeight - MARGIN))}px`;
}

function onKey(event: KeyboardEvent, box: HTMLElement | null, onClose: () => void): void {
  if (event.key === 'Escape') {
    used(event);
    onClose();
  }
  if (event.key === 'Tab' && box !== null) goRound(event, [...box.querySelectorAll<HTMLElement>(FOCUSABLE)]);
}

function goRound(event: KeyboardEvent, stops: readonly HTMLElement[]): void {
  const [first, last] = [stops[0], stops.at(-1)];
  const from = event.shiftKey ? first : last;
  if (document.activeElement !== from) return;
  used(event);
  (event.shiftKey ? last : first)?.focus();
}

/** The point below an element, for what it opens. */
export function below(element: EventTarget | null): { x: number; y: number } {
  if (!(element instanceof Element)) return { x: 0, y: 0 };
  const { left, bottom } = element.getBoundingClientRect();
  return { x: left, y: bottom + 4 };
}
