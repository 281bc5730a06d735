import { expect, test } from './fixtures';
import { fieldPath, openDemo, payloadWith, pick } from './steps';

test.describe('work survives', () => {
  test.beforeEach(async ({ page }) => {
    await openDemo(page);
    await pick(page, 'customers');
    await fieldPath(page, 'first_name').fill('user.name.first');
    await payloadWith(page, '"user"');
    await page.getByRole('button', { name: 'Remove phone' }).click();
  });

  test('a reload, with the connection and the steps to undo', async ({ page }) => {
    await page.reload();
    await expect(fieldPath(page, 'first_name')).toHaveValue('user.name.first');
    await payloadWith(page, '"user"');
    await expect(fieldPath(page, 'phone')).toHaveCount(0);
    await page.getByRole('button', { name: 'Undo: remove phone' }).click();
    await expect(fieldPath(page, 'phone')).toBeVisible();
    await page.getByRole('button', { name: /^Undo: path of/ }).click();
    await expect(fieldPath(page, 'first_name')).toHaveValue('first_name');
  });

  test('another tab, where the source step lists it', async ({ page, context }) => {
    await expect.poll(() => page.evaluate(() => JSON.stringify(localStorage))).toContain('user.name.first');
    const other = await context.newPage();
    await other.goto('/');
    await openDemo(other);
    await other.getByRole('button', { name: 'public.customers' }).click();
    await expect(fieldPath(other, 'first_name')).toHaveValue('user.name.first');
    await other.goBack();
    await other.goForward();
    await expect(fieldPath(other, 'first_name')).toHaveValue('user.name.first');
  });

  test.describe('a token that the gateway no longer takes', () => {
    test.use({ expectedComplaint: /status of 401/ });

    test('where the demo connects by itself', async ({ page }) => {
      await page.evaluate(() => {
        const kept = sessionStorage.getItem('rowhook.connection') ?? '';
        sessionStorage.setItem('rowhook.connection', kept.replace(/"token":"[^"]{8}/, '"token":"AAAAAAAA'));
      });
      await page.reload();
      await expect(fieldPath(page, 'first_name')).toHaveValue('user.name.first');
      await payloadWith(page, '"user"');
    });
  });
});
