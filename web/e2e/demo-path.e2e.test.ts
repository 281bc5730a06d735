import { describe, expect, it } from 'vitest';
import { url, withBrowser } from './browser';
import { fieldPath, payload, payloadWith } from './steps';

const STEPS_MAX = 6;

describe('the demo path', () => {
  const open = withBrowser();

  it(`leads from an empty page to a nested payload in at most ${STEPS_MAX} clicks or text entries`, async () => {
    const { page, complaints, origins } = await open();
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
    expect(complaints).toEqual([]);
    expect([...origins]).toEqual([new URL(url()).origin]);
  });

  it('works by keyboard alone', async () => {
    const { page } = await open();
    const tabTo = async (name: string | RegExp) => {
      for (let i = 0; i < 60; i++) {
        await page.keyboard.press('Tab');
        const target = page.getByRole('button', { name }).or(page.getByRole('combobox', { name })).first();
        if (await target.evaluate((element) => element === document.activeElement).catch(() => false)) return;
      }
      throw new Error(`Tab never came to ${String(name)}.`);
    };
    await tabTo('Use the demo database');
    await page.keyboard.press('Enter');
    await page.getByRole('option', { name: /^customers, public,/ }).waitFor();
    await page.keyboard.type('public.customers');
    await page.keyboard.press('Enter');
    await fieldPath(page, 'first_name').waitFor();
    await tabTo('Field path for first_name');
    await page.keyboard.press('ControlOrMeta+a');
    await page.keyboard.type('user.name.first');
    await payloadWith(page, '"user"');
    await page.keyboard.press('Enter');
    await expect
      .poll(() => fieldPath(page, 'last_name').evaluate((element) => element === document.activeElement))
      .toBe(true);
    await page.keyboard.press('Alt+ArrowUp');
    await expect.poll(() => payload(page).textContent()).toMatch(/"last_name".*"user"/s);
    await page.keyboard.press('Control+z');
    await page.keyboard.press('Control+z');
    await expect.poll(() => fieldPath(page, 'first_name').inputValue()).toBe('first_name');
  });
});
