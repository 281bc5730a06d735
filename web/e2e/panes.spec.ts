import type { Page } from '@playwright/test';
import { expect, test } from './fixtures';
import { openDemo, pick } from './steps';

const widthOf = async (page: Page, pane: string) =>
  (await page.getByRole('region', { name: pane, exact: true }).boundingBox())?.width ?? 0;

test.describe('width of a pane', () => {
  test.beforeEach(async ({ page }) => {
    await openDemo(page);
    await pick(page, 'customers');
  });

  test('can be changed by keyboard and is kept after a reload', async ({ page }) => {
    const before = await widthOf(page, 'Columns');
    const separator = page.getByRole('separator', { name: 'Width of the columns' });
    await separator.focus();
    await page.keyboard.press('ArrowRight');
    await expect.poll(() => widthOf(page, 'Columns')).toBeGreaterThan(before + 20);
    const wider = await widthOf(page, 'Columns');
    await expect.poll(() => page.evaluate(() => JSON.stringify(localStorage))).toContain('rowhook.panes');
    await page.reload();
    await expect.poll(() => widthOf(page, 'Columns')).toBeCloseTo(wider, 0);
  });

  test('can be changed by pointer, down to the minimum widths of the panes', async ({ page }) => {
    const before = await widthOf(page, 'Payload');
    const box = await page.getByRole('separator', { name: 'Width of the payload' }).boundingBox();
    const [x, y] = [box?.x ?? 0, (box?.y ?? 0) + 200];
    await page.mouse.move(x, y);
    await page.mouse.down();
    await page.mouse.move(x - 100, y, { steps: 4 });
    await expect.poll(() => widthOf(page, 'Payload')).toBeCloseTo(before + 100, -1);
    await page.mouse.move(0, y, { steps: 4 });
    await page.mouse.up();
    expect(await widthOf(page, 'Mapping')).toBeGreaterThanOrEqual(319);
    expect(await widthOf(page, 'Columns')).toBeGreaterThanOrEqual(159);
  });

  test('is stored separately for two and three panes', async ({ page }) => {
    await page.setViewportSize({ width: 1024, height: 800 });
    await expect(page.getByRole('separator')).toHaveCount(1);
    const before = await widthOf(page, 'Payload');
    await page.getByRole('separator', { name: 'Width of the payload' }).focus();
    await page.keyboard.press('ArrowLeft');
    await expect.poll(() => widthOf(page, 'Payload')).toBeGreaterThan(before + 20);
    const two = await widthOf(page, 'Payload');
    await page.setViewportSize({ width: 1440, height: 900 });
    await expect(page.getByRole('separator')).toHaveCount(2);
    await page.setViewportSize({ width: 1024, height: 800 });
    await expect.poll(() => widthOf(page, 'Payload')).toBeCloseTo(two, 0);
  });
});
