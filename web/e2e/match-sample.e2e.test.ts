import { describe, expect, it } from 'vitest';
import { withBrowser } from './browser';
import { CONTACT, fieldPath, openDemo, payload, payloadWith, pick } from './steps';

const FIELDS = 12;
/** Opening, pasting and applying. */
const STEPS_MAX = 3;

describe('matching a sample', () => {
  const open = withBrowser();

  it(`maps ${FIELDS} fields to a pasted sample in at most ${STEPS_MAX} clicks or text entries, and back in one`, async () => {
    const { page, complaints } = await open();
    await openDemo(page);
    await pick(page, 'customers');
    await payload(page).waitFor();
    let steps = 0;
    const step = async (action: Promise<void>) => {
      steps++;
      await action;
    };
    await step(page.getByRole('button', { name: 'Match a sample' }).click());
    await step(page.getByLabel('JSON that the receiver expects').fill(CONTACT));
    const apply = page.getByRole('button', { name: `Apply ${FIELDS} fields` });
    await apply.waitFor();
    // Nothing has changed so far.
    expect(await payload(page).textContent()).not.toContain('"contact"');
    await step(apply.click());
    const text = await payloadWith(page, '"contact"');
    expect(steps).toBeLessThanOrEqual(STEPS_MAX);
    const keys = [...text.matchAll(/"([A-Za-z]+)":/g)].map(([, key]) => key);
    expect(keys).toEqual([
      'contact',
      'externalId',
      'email',
      'givenName',
      'familyName',
      'mobilePhone',
      'dateOfBirth',
      'address',
      'town',
      'countryCode',
      'marketingConsent',
      'totalSpent',
      'labels',
      'signupDate',
    ]);
    expect(text).toMatch(/"email": "[^"]+@[^"]+"/);
    expect(text).toMatch(/"countryCode": "[A-Z]{2}"/);
    const target = page.getByRole('region', { name: 'Target' });
    await expect.poll(() => target.getByRole('status').textContent()).toMatch(/^Target: 12 of 14 filled/);

    await page.getByRole('button', { name: `Undo: match the sample, ${FIELDS} fields` }).click();
    await payloadWith(page, '"first_name"');
    expect(await fieldPath(page, 'first_name').inputValue()).toBe('first_name');
    expect(complaints).toEqual([]);
  });

  it('works by keyboard alone, and the target survives a reload without a value of the sample', async () => {
    const { page } = await open();
    await openDemo(page);
    await pick(page, 'customers');
    await page.getByRole('button', { name: 'Match a sample' }).focus();
    await page.keyboard.press('Enter');
    const field = page.getByLabel('JSON that the receiver expects');
    await expect.poll(() => field.evaluate((element) => element === document.activeElement)).toBe(true);
    await page.keyboard.insertText(CONTACT);
    await page.getByRole('checkbox', { name: 'Fill contact.email' }).waitFor();
    const tabTo = async (label: string) => {
      for (let i = 0; i < 60; i++) {
        await page.keyboard.press('Tab');
        const name = await page.evaluate(
          () => document.activeElement?.getAttribute('aria-label') ?? document.activeElement?.textContent,
        );
        if (name === label) return;
      }
      throw new Error(`Tab never came to ${label}.`);
    };
    await tabTo('Fill contact.givenName');
    await page.keyboard.press('Space');
    await tabTo('Apply 11 fields');
    await page.keyboard.press('Enter');
    const target = page.getByRole('region', { name: 'Target' });
    await expect.poll(() => target.getByRole('status').textContent()).toMatch(/^Target: 11 of 14 filled/);
    // The draft is stored a moment after the last change.
    await page.waitForTimeout(500);
    const kept = await page.evaluate(() =>
      JSON.stringify([Object.entries(sessionStorage), Object.entries(localStorage)]),
    );
    expect(kept).toContain('givenName');
    for (const value of ['Jane', 'jane.doe', 'C-55871', 'Cambridge', 'newsletter', 'upsert'])
      expect(kept).not.toContain(value);
    await page.reload();
    await page.getByRole('button', { name: 'Use the demo database' }).click();
    await expect.poll(() => target.getByRole('status').textContent()).toMatch(/^Target: 11 of 14 filled/);
  });

  it('finds what stands inside a json column', async () => {
    const { page } = await open();
    await openDemo(page);
    await pick(page, 'customers');
    await payload(page).waitFor();
    await page.getByRole('button', { name: 'Match a sample' }).click();
    await page
      .getByLabel('JSON that the receiver expects')
      .fill('{"profile": {"subscriptionPlan": "pro", "locale": "en-US"}}');
    const locale = page.getByRole('combobox', { name: 'Column for profile.locale' });
    await expect.poll(() => locale.locator('option:checked').textContent()).toBe('attributes /locale');
    await page.getByRole('button', { name: 'Apply 2 fields' }).click();
    expect(await payloadWith(page, '"profile"')).toMatch(/"locale": "[a-z]{2}-[A-Z]{2}"/);
  });
});
