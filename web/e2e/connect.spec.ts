import { databaseUrl, expect, test } from './fixtures';
import { connect, recordShifts } from './steps';

test.describe('connecting', () => {
  test(
    'masks the password of a long connection string without layout shifts',
    { tag: '@main-path' },
    async ({ page }) => {
      const field = page.getByLabel('Connection string', { exact: true });
      const mask = field.locator('xpath=following-sibling::*');
      await page.getByRole('button', { name: 'Use the demo database' }).waitFor();
      const shifts = await recordShifts(page);
      await field.pressSequentially('postgresql://app:se=>cret!=@db.example.com:5433/warehouse');
      await expect(mask).toHaveText('postgresql://app:••••••••••@db.example.com:5433/warehouse');
      await field.pressSequentially(
        '?application_name=a_name_that_is_too_long_for_the_field&sslmode=require',
      );
      expect(await shifts()).toEqual([]);

      expect(await field.evaluate((input) => input.scrollLeft)).toBeGreaterThan(0);
      // The mask follows the text in the next frame.
      const distance = () =>
        field.evaluate((input: HTMLInputElement) => {
          const text = input.nextElementSibling?.firstElementChild;
          const padding = Number.parseFloat(getComputedStyle(input).paddingLeft);
          const inner = input.getBoundingClientRect().left + padding;
          const ends = [
            (text?.getBoundingClientRect().right ?? 0) - inner,
            input.scrollWidth - 2 * padding - input.scrollLeft,
          ] as const;
          return Math.abs(ends[0] - ends[1]);
        });
      await expect.poll(distance).toBeLessThan(3);
    },
  );

  test('connects with separate fields', async ({ page }) => {
    const url = new URL(databaseUrl());
    await page.getByRole('button', { name: 'Use separate fields' }).click();
    await page.getByLabel('Host').fill(url.hostname);
    await page.getByLabel('Port').fill(url.port);
    await page.getByLabel('Database').fill(url.pathname.slice(1));
    await page.getByLabel('User').fill(url.username);
    await page.getByLabel('Password', { exact: true }).fill(decodeURIComponent(url.password));
    await page.getByLabel('Password', { exact: true }).press('Enter');
    await page.getByRole('option').first().waitFor();
  });

  test.describe('to a server without TLS', () => {
    test.use({ expectedConsoleErrors: /status of 502/ });

    test('stays connected if encryption is not possible', async ({ page }) => {
      await connect(page, databaseUrl());
      await page.getByRole('option').first().waitFor();
      await page.getByRole('button', { name: /^Connect/ }).click();
      await expect(page.getByText('Otherwise the encrypted connection fails.')).toBeVisible();
      await page.getByRole('button', { name: 'Require encryption' }).click();
      await expect(page.getByRole('alert')).toContainText('You are still connected without encryption.');
      await page.getByRole('button', { name: 'Test again' }).click();
      await expect(page.getByText(/^It responded/)).toBeVisible();
    });
  });
});
