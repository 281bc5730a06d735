import type { Page } from '@playwright/test';
import { expect, test } from './fixtures';
import { fieldPath, openDemo, payloadWith, payload, pick } from './steps';

const inside = (page: Page) => page.getByRole('button', { name: /^Inside attributes/ });

test.describe('JSON path picker', () => {
  test('maps a key of the sample without a new query', async ({ page }) => {
    await openDemo(page);
    await pick(page, 'customers');
    await payload(page).waitFor();
    const response = page.waitForResponse(/\/previews$/);
    await inside(page).click();
    const { sample } = (await (await response).json()) as { sample: { reused: boolean } };
    expect(sample.reused).toBe(true);
    const city = page.getByRole('option', { name: /^\/address\/city / });
    await expect(city).toHaveText(/^\/address\/city10 of 10"[^"]+"$/);
    await city.click();
    // The table also has a column city.
    await expect(fieldPath(page, 'attributes')).toHaveValue('address.city');
    await expect(payload(page)).toContainText(/"address": \{\s*"city": "[^"]+"\s*\}/);
  });

  test('works by keyboard alone', async ({ page }) => {
    await openDemo(page);
    await pick(page, 'customers');
    await fieldPath(page, 'attributes').focus();
    await page.keyboard.press('Home');
    await page.keyboard.press('ArrowLeft');
    await expect(page.getByRole('button', { name: 'Steps of attributes: none' })).toBeFocused();
    await page.keyboard.press('ArrowLeft');
    await expect(inside(page)).toBeFocused();
    await page.keyboard.press('Enter');
    await page.getByRole('option', { name: /^\/locale / }).waitFor();
    await page.keyboard.type('locale');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await expect(inside(page)).toHaveAttribute('aria-label', 'Inside attributes: /locale');
    await payloadWith(page, '"locale": ');
    await expect(inside(page)).toBeFocused();
  });
});
