// How long frames take in Chromium while the dataset panel is scrolled, and how much of that is the panel's own.

import type { CDPSession, Page } from 'playwright-core';
import { profileOf } from '../webviews/fake-profile.ts';
import { Harness } from '../webviews/harness.ts';
import { long, movies, wide, type Table } from '../webviews/tables.ts';

export interface Frames {
  readonly name: string;
  readonly cells: number;
  /** Milliseconds from one frame to the next. */
  readonly median: number;
  readonly p95: number;
  /** Milliseconds of script, style and layout in a frame. */
  readonly own: number;
}

const FRAMES = 300;
const STEP = 60;

const CASES: readonly { readonly name: string; readonly table: () => Table; readonly sideways: number }[] = [
  { name: '3,201 × 16, with charts', table: movies, sideways: 0 },
  { name: '1,000,000,000 × 5', table: () => long(1_000_000_000), sideways: 0 },
  { name: '1,000 × 10,000, sideways', table: () => wide(10_000), sideways: STEP },
];

export async function benchFrames(): Promise<Frames[]> {
  const harness = await Harness.start();
  const results: Frames[] = [];
  for (const { name, table, sideways } of CASES) {
    const shown = table();
    const { page, host } = await harness.open(shown, { width: 1920, height: 1080 });
    host.news({ kind: 'loaded', rows: shown.rows });
    if (sideways === 0 && shown.rows < 10_000) host.news(profileOf(shown));
    await scroll(page, sideways, FRAMES / 3); // until the script is warm
    const session = await page.context().newCDPSession(page);
    await session.send('Performance.enable');
    const before = await ownTime(session);
    const steps = await scroll(page, sideways, FRAMES);
    const own = ((await ownTime(session)) - before) * (1000 / FRAMES);
    results.push({ name, cells: await page.locator('.cell').count(), median: steps[FRAMES / 2] ?? 0, p95: steps[Math.floor(FRAMES * 0.95)] ?? 0, own });
    await page.context().close();
  }
  await harness.stop();
  return results;
}

/** A step of the wheel in every frame; times between frames, the shortest first. */
function scroll(page: Page, sideways: number, frames: number): Promise<number[]> {
  return page.evaluate<number[]>(`new Promise(done => {
    const grid = document.querySelector('.grid');
    const times = [];
    let last = performance.now();
    const step = now => {
      times.push(now - last);
      last = now;
      if (times.length === ${frames}) return done(times.sort((a, b) => a - b));
      const wheel = new WheelEvent('wheel', { deltaY: ${sideways === 0 ? STEP : 0}, bubbles: true, cancelable: true });
      if (grid.dispatchEvent(wheel)) grid.scrollBy(${sideways}, wheel.deltaY);
      requestAnimationFrame(step);
    };
    requestAnimationFrame(step);
  })`);
}

async function ownTime(session: CDPSession): Promise<number> {
  const { metrics } = await session.send('Performance.getMetrics');
  const parts = ['ScriptDuration', 'LayoutDuration', 'RecalcStyleDuration'];
  return metrics.filter(({ name }) => parts.includes(name)).reduce((sum, { value }) => sum + value, 0);
}

export function printFrames(results: readonly Frames[]): void {
  const lines = results.map(({ name, cells, median, p95, own }) => `| ${name} | ${cells} | ${median.toFixed(1)} | ${p95.toFixed(1)} | ${own.toFixed(1)} |`);
  const head = '| rows × columns | cells drawn | ms a frame | p95 | of it the panel\'s own |\n|---|--:|--:|--:|--:|';
  console.log(`\nFrames while the dataset panel is scrolled (1920 × 1080, no graphics card)\n\n${head}\n${lines.join('\n')}`);
}
