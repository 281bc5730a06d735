import AxeBuilder from '@axe-core/playwright';
import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { withBrowser } from './browser';
import { fieldPath, openDemo, payloadWith, payload, pick } from './steps';

const inside = (page: Page) => page.getByRole('button', { name: /^Inside attributes/ });

describe('inside a json column', () => {
  const open = withBrowser();

  it('a key seen in the sample is chosen and lands in the payload, and Postgres is not asked for it', async () => {
    const { page, complaints } = await open();
    await openDemo(page);
    await pick(page, 'customers');
    await payload(page).waitFor();
    const answer = page.waitForResponse(/\/previews$/);
    await inside(page).click();
    const { sample } = (await (await answer).json()) as { sample: { reused: boolean } };
    expect(sample.reused).toBe(true);
    const city = page.getByRole('option', { name: /^\/address\/city / });
    await city.waitFor();
    expect(await city.textContent()).toMatch(/^\/address\/city10 of 10"[^"]+"$/);
    expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([]);
    await city.click();
    // The table has a column city of its own.
    expect(await fieldPath(page, 'attributes').inputValue()).toBe('address.city');
    expect(await payloadWith(page, '"address"')).toMatch(/"address": \{\s*"city": "[^"]+"\s*\}/);
    expect(complaints).toEqual([]);
  });

  it('works by keyboard alone', async () => {
    const { page } = await open();
    await openDemo(page);
    await pick(page, 'customers');
    await fieldPath(page, 'attributes').focus();
    await page.keyboard.press('Home');
    await page.keyboard.press('ArrowLeft');
    await expect
      .poll(() => inside(page).evaluate((element) => element === document.activeElement))
      .toBe(true);
    await page.keyboard.press('Enter');
    await page.getByRole('option', { name: /^\/locale / }).waitFor();
    await page.keyboard.type('locale');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await expect.poll(() => inside(page).getAttribute('aria-label')).toBe('Inside attributes: /locale');
    await payloadWith(page, '"locale": ');
    await expect
      .poll(() => inside(page).evaluate((element) => element === document.activeElement))
      .toBe(true);
  });
});
