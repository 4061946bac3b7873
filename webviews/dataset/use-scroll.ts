// The grid's scrolling: the browser's bar and wheel on one side, rows by number on the other.

import { useEffect, useLayoutEffect, useRef, useState, type Dispatch, type StateUpdater } from 'preact/hooks';
import { AT_TOP, barMoved, isScaled, resized, scrollBy, scrollTo, type Extent, type Scroll } from '../parts/scroll.ts';
import { HEADER_HEIGHT, ROW_HEIGHT } from './grid-size.ts';

export interface Scrolling {
  readonly scroll: Scroll;
  readonly left: number;
  readonly width: number;
  readonly extent: Extent;
  readonly setScroll: Dispatch<StateUpdater<Scroll>>;
}

/** After so long without a step, the bar goes where it belongs. */
const SETTLES = 250;
const LINE = 40;

export function useScroll(box: { readonly current: HTMLElement | null }, rows: number): Scrolling {
  const [scroll, setScroll] = useState(AT_TOP);
  const [{ left, width, height }, setBox] = useState({ left: 0, width: 0, height: 0 });
  const extent: Extent = { rows, rowHeight: ROW_HEIGHT, viewport: Math.max(0, height - HEADER_HEIGHT) };
  const latest = useRef(extent);
  latest.current = extent;

  useEffect(() => {
    const element = box.current;
    if (element === null) return undefined;
    const measure = (): void => setBox({ left: element.scrollLeft, width: element.clientWidth, height: element.clientHeight });
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    measure();
    let timer = 0;
    const onScroll = (): void => {
      setScroll((from) => barMoved(element.scrollTop, from, latest.current));
      setBox((before) => (before.left === element.scrollLeft ? before : { ...before, left: element.scrollLeft }));
      window.clearTimeout(timer);
      timer = window.setTimeout(() => setScroll((from) => settled(from, latest.current)), SETTLES);
    };
    const onWheel = (event: WheelEvent): void => {
      if (!isScaled(latest.current) || event.ctrlKey || event.shiftKey || event.deltaY === 0) return;
      event.preventDefault();
      element.scrollLeft += event.deltaX;
      setScroll((from) => scrollBy(pixels(event, latest.current), from, latest.current));
    };
    element.addEventListener('scroll', onScroll, { passive: true });
    element.addEventListener('wheel', onWheel, { passive: false });
    return () => {
      observer.disconnect();
      window.clearTimeout(timer);
      element.removeEventListener('scroll', onScroll);
      element.removeEventListener('wheel', onWheel);
    };
  }, []);

  useLayoutEffect(() => {
    if (extent.viewport > 0) setScroll((from) => (rows === 0 ? from : settled(resized(from, extent), extent, from)));
  }, [rows, extent.viewport]);

  useLayoutEffect(() => {
    const element = box.current;
    if (element !== null && Math.abs(element.scrollTop - scroll.bar) >= 1) element.scrollTop = scroll.bar;
  }, [scroll]);

  return { scroll, left, width, extent, setScroll };
}

function settled(from: Scroll, extent: Extent, same = from): Scroll {
  const to = scrollTo(from.top, extent);
  return Math.abs(to.bar - same.bar) < 1 && to.top === same.top ? same : to;
}

function pixels({ deltaY, deltaMode }: WheelEvent, { viewport }: Extent): number {
  if (deltaMode === WheelEvent.DOM_DELTA_LINE) return deltaY * LINE;
  return deltaMode === WheelEvent.DOM_DELTA_PAGE ? deltaY * viewport : deltaY;
}
