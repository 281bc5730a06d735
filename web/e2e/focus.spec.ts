import { expect, test } from './fixtures';
import { openDemo, pick } from './steps';

test.describe('the focus', () => {
  test.beforeEach(async ({ page }) => {
    await openDemo(page);
  });

  test('returns to Bulk edit each time that its dialog is closed', async ({ page }) => {
    await pick(page, 'customers');
    const menu = page.getByRole('button', { name: 'Bulk edit' });
    // Only the first dialog waits for its script.
    for (const item of ['Prefix…', 'If NULL…', 'Remove']) {
      await menu.focus();
      await page.keyboard.press('Enter');
      await page.getByRole('menuitem', { name: item }).press('Enter');
      await page.getByRole('dialog').waitFor();
      await page.keyboard.press('Escape');
      await expect(page.getByRole('dialog')).toHaveCount(0);
      await expect(menu).toBeFocused();
    }
    await menu.press('Enter');
    await page.getByRole('menuitem', { name: 'snake_case to camelCase' }).press('Enter');
    await page.getByRole('button', { name: /^Change \d+ paths$/ }).press('Enter');
    await expect(menu).toBeFocused();
  });
});
