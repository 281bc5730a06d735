import { expect, test } from './fixtures';
import { fieldPath, openDemo, payloadWith, pick, tabTo } from './steps';

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

  test('stays in If NULL while its choice is typed', async ({ page }) => {
    await pick(page, 'customers');
    const policy = page.getByLabel('If NULL, for phone');
    await policy.focus();
    await page.keyboard.type('default', { delay: 60 });
    const standIn = page.getByRole('textbox', { name: 'Default for phone' });
    await expect(standIn).toHaveValue('');
    await expect(policy).toBeFocused();
    await policy.selectOption('keep null');
    await policy.press('Enter');
    await page.keyboard.press('End');
    await page.keyboard.press('Enter');
    await expect(standIn).toBeFocused();
  });

  test('stays on a button that cannot be pressed again', async ({ page }) => {
    await pick(page, 'customers');
    await payloadWith(page, '"email"');
    const refresh = page.getByRole('button', { name: 'Refresh sample' });
    await refresh.focus();
    const answer = page.waitForResponse(/sample/);
    await page.keyboard.press('Enter');
    await answer;
    await expect(refresh).toBeEnabled();
    await expect(refresh).toBeFocused();

    const next = page.getByRole('button', { name: 'Next row' });
    await next.focus();
    for (let row = 2; row <= 10; row++) {
      await page.keyboard.press('Enter');
      await expect(page.getByText(`Row ${row} of 10`)).toBeVisible();
    }
    await expect(next).toBeDisabled();
    await expect(next).toBeFocused();
    await page.keyboard.press('Enter');
    await expect(page.getByText('Row 10 of 10')).toBeVisible();

    await fieldPath(page, 'email').fill('mail');
    await tabTo(page.getByRole('button', { name: /^Undo: / }));
    await page.keyboard.press('Enter');
    await expect(fieldPath(page, 'email')).toHaveValue('email');
    await expect(page.getByRole('button', { name: 'Undo', exact: true })).toBeFocused();
  });

  test('goes to the field whose focused part Undo removes', async ({ page }) => {
    await pick(page, 'customers');
    await page.getByLabel('If NULL, for phone').selectOption('default…');
    await expect(page.getByRole('textbox', { name: 'Default for phone' })).toBeFocused();
    await page.keyboard.press('ControlOrMeta+z');
    await expect(page.getByRole('textbox', { name: 'Default for phone' })).toHaveCount(0);
    await expect(fieldPath(page, 'phone')).toBeFocused();
  });

  test('stays in the tabs while arrow keys choose one', async ({ page }) => {
    const tables = page.getByRole('tab', { name: 'Tables and views' });
    const query = page.getByRole('tab', { name: 'SQL query' });
    const editor = page.getByRole('textbox', { name: 'SQL query' });
    await tables.focus();
    await page.keyboard.press('ArrowRight');
    await editor.waitFor();
    await expect(query).toBeFocused();
    await page.keyboard.press('ArrowLeft');
    await expect(tables).toBeFocused();
    await query.click();
    await expect(editor).toBeFocused();
  });
});

test('the list of shortcuts scrolls with the keyboard', async ({ page }) => {
  await page.setViewportSize({ width: 1024, height: 500 });
  await page.getByRole('button', { name: 'Keyboard shortcuts' }).press('Enter');
  const last = page.getByRole('dialog').getByRole('heading', { name: 'In the payload' });
  await last.waitFor();
  await expect(last).not.toBeInViewport();
  for (let presses = 0; presses < 5; presses++) await page.keyboard.press('PageDown');
  await expect(last).toBeInViewport();
});

test('the mark of an issue leaves the button of a list free', async ({ page }) => {
  await openDemo(page);
  await pick(page, 'customers');
  await fieldPath(page, 'phone').fill('phones[0]');
  await fieldPath(page, 'email').fill('phones[0]');
  const row = page.getByRole('row').filter({ has: fieldPath(page, 'email') });
  const button = row.getByRole('button', { name: /^Add to list/ });
  const mark = row.locator('.lucide-triangle-alert');
  await expect(mark).toBeVisible();
  const [left, right] = [await mark.boundingBox(), await button.boundingBox()];
  expect((left?.x ?? 0) + (left?.width ?? 0)).toBeLessThanOrEqual(right?.x ?? 0);
});
