import { expect, test } from './fixtures';
import { fieldPath, payload, payloadWith, tabTo } from './steps';

const STEPS_MAX = 6;

test.describe('demo path', { tag: '@main-path' }, () => {
  test(`leads from an empty page to a nested payload in at most ${STEPS_MAX} clicks or text entries`, async ({
    page,
    origins,
    baseURL,
  }) => {
    let steps = 0;
    const step = async (action: Promise<void>) => {
      steps++;
      await action;
    };
    await step(page.getByRole('button', { name: 'Use the demo database' }).click());
    await step(page.getByRole('option', { name: /^customers, public,/ }).click());
    await step(fieldPath(page, 'first_name').fill('user.name.first'));
    await step(fieldPath(page, 'last_name').fill('user.name.last'));
    const text = await payloadWith(page, '"last"');
    expect(text).toMatch(/"user": \{\s*"name": \{\s*"first": "[^"]+",\s*"last": /);
    expect(steps).toBeLessThanOrEqual(STEPS_MAX);
    expect([...origins]).toEqual([baseURL]);
  });

  test('works by keyboard alone', async ({ page }) => {
    await tabTo(page.getByRole('button', { name: 'Use the demo database' }));
    await page.keyboard.press('Enter');
    await page.getByRole('option', { name: /^customers, public,/ }).waitFor();
    await page.keyboard.type('public.customers');
    await page.keyboard.press('Enter');
    await fieldPath(page, 'first_name').waitFor();
    await expect(fieldPath(page, 'id')).toBeFocused();
    await page.keyboard.press('ArrowDown');
    await expect(fieldPath(page, 'first_name')).toBeFocused();
    await page.keyboard.type('user.name.first');
    await payloadWith(page, '"user"');
    await page.keyboard.press('Enter');
    await expect(fieldPath(page, 'last_name')).toBeFocused();
    await page.keyboard.press('Alt+ArrowUp');
    await expect(payload(page)).toHaveText(/"last_name".*"user"/s);
    await page.keyboard.press('Control+z');
    await page.keyboard.press('Control+z');
    await expect(fieldPath(page, 'first_name')).toHaveValue('first_name');
  });
});
