import { writeFile } from 'node:fs/promises';
import type { Locator, Page } from '@playwright/test';
import { test } from './fixtures';
import { COLUMNS, createLargeDatabase, RELATIONS, type LargeDatabase } from './large-database';
import { connect, fieldPath, payloadWith, pick } from './steps';

/** The slowdown with which browsers' developer tools simulate an older laptop. */
const CPU_SLOWDOWN = 4;
const KEYS = 'customer.metrics.of_the_month';

interface Figure {
  what: string;
  /** From a key press to the next paint. The Event Timing API rounds to 8 ms. */
  medianMs: number;
  worstMs: number;
  nodes: number;
}

/** Types slowly into a field and measures the time from each key press to the next paint. */
async function typing(page: Page, field: Locator): Promise<Omit<Figure, 'what' | 'nodes'>> {
  const session = await page.context().newCDPSession(page);
  await session.send('Emulation.setCPUThrottlingRate', { rate: CPU_SLOWDOWN });
  await page.evaluate(() => {
    const longest = new Map<number, number>();
    Object.assign(window, { keyDurations: longest });
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries() as (PerformanceEventTiming & { interactionId: number })[]) {
        if (entry.interactionId > 0) {
          longest.set(entry.interactionId, Math.max(entry.duration, longest.get(entry.interactionId) ?? 0));
        }
      }
    }).observe({ type: 'event', durationThreshold: 16 } as PerformanceObserverInit);
  });
  await field.click();
  await field.pressSequentially(KEYS, { delay: 120 });
  await page.waitForTimeout(1000);
  const durations = await page.evaluate(() => [
    ...(window as unknown as { keyDurations: Map<number, number> }).keyDurations.values(),
  ]);
  await session.send('Emulation.setCPUThrottlingRate', { rate: 1 });
  // Key presses below the threshold are not reported. They count as 16 ms.
  const all = [...durations, ...Array<number>(Math.max(0, KEYS.length - durations.length)).fill(16)].toSorted(
    (a, b) => a - b,
  );
  return { medianMs: all[Math.floor(all.length / 2)] ?? 0, worstMs: all.at(-1) ?? 0 };
}

test.describe('latency', () => {
  const figures: Figure[] = [];
  let large: LargeDatabase;

  test.beforeAll(async ({ database }) => {
    large = await createLargeDatabase(database, 'rowhook_figures');
  });
  test.afterAll(async () => {
    await large.drop();
    console.table(figures);
    const file = process.env['FIGURES_FILE'];
    if (file !== undefined) await writeFile(file, JSON.stringify({ cpuSlowdown: CPU_SLOWDOWN, figures }));
  });

  test('of a field path', async ({ page, nodes }) => {
    await connect(page, large.url);
    await pick(page, 'wide');
    await payloadWith(page, '"m_1": 0');
    const latency = await typing(page, fieldPath(page, 'm_1'));
    const what = `a key typed in a field path, ${COLUMNS.toLocaleString('en')} columns`;
    figures.push({ what, ...latency, nodes: await nodes() });
  });

  test('of a search', async ({ page, nodes }) => {
    await connect(page, large.url);
    await page.getByRole('option').first().waitFor();
    const latency = await typing(page, page.getByRole('combobox', { name: 'Search tables and views' }));
    const what = `a key typed in the search, ${RELATIONS.toLocaleString('en')} relations`;
    figures.push({ what, ...latency, nodes: await nodes() });
  });
});
