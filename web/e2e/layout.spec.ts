import type { Locator } from '@playwright/test';
import { expect, test } from './fixtures';
import { fieldPath, openDemo, pasteSample, payload, payloadWith, pick } from './steps';

const isCut = (locator: Locator) => locator.evaluate((element) => element.scrollWidth > element.clientWidth);

test.describe('stable layout', () => {
  for (const width of [1440, 1280]) {
    test(`naming an undo step does not move the header at ${width} px`, async ({ page }) => {
      await page.setViewportSize({ width, height: 900 });
      await openDemo(page);
      await pick(page, 'customers');
      const chip = page.getByRole('button', { name: /^Connect/ });
      const before = await chip.boundingBox();
      await page.getByLabel('Send as, for marketing_consent').selectOption('string');
      await page.getByRole('button', { name: 'Undo: send marketing_consent as string' }).waitFor();
      expect(await chip.boundingBox()).toEqual(before);
    });
  }

  test('column names are not truncated at 1440 px', async ({ page }) => {
    await openDemo(page);
    await pick(page, 'customers');
    for (const name of ['marketing_consent', 'lifetime_value', 'attributes', 'external_id'])
      expect(await isCut(page.getByRole('grid').getByText(name, { exact: true })), name).toBe(false);
  });

  test('a template of several columns is not truncated', async ({ page }) => {
    await openDemo(page);
    await pick(page, 'customers');
    await page.getByRole('button', { name: 'Add field' }).click();
    await page.getByRole('menuitem', { name: 'Combine columns' }).click();
    const template = page.getByRole('combobox', { name: 'Template' });
    await template.fill('{first_name} {last_name} <{email}>');
    expect(await isCut(template)).toBe(false);
    const path = fieldPath(page, '“{first_name} {last_name} <{email}>”');
    const left = async (locator: Locator) => (await locator.boundingBox())?.x;
    expect(await left(path)).toBe(await left(fieldPath(page, 'email')));
  });

  test('long values of the payload in Match a sample are wrapped', async ({ page }) => {
    await openDemo(page);
    await pick(page, 'customers');
    await pasteSample(page, JSON.stringify({ note: 'x'.repeat(200) }));
    await page.getByRole('button', { name: 'Use this value for note' }).click();
    const preview = page.getByRole('dialog').locator('pre');
    await expect(preview).toContainText('xxx');
    expect(await isCut(preview)).toBe(false);
  });

  test('adding a filter does not move the payload and its buttons', async ({ page }) => {
    await openDemo(page);
    await pick(page, 'customers');
    await payload(page).waitFor();
    const raw = page.getByRole('button', { name: 'Raw' });
    const before = await raw.boundingBox();
    await page.getByRole('button', { name: 'Add filter', exact: true }).click();
    await page.getByLabel('Value', { exact: true }).waitFor();
    expect(await raw.boundingBox()).toEqual(before);
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: 'Find a row' }).click();
    await page.getByLabel('Value', { exact: true }).waitFor();
    expect(await raw.boundingBox()).toEqual(before);
  });

  test('the NULL count of a column shows such rows and scrolls to the value', async ({ page }) => {
    await page.setViewportSize({ width: 1440, height: 420 });
    await openDemo(page);
    await pick(page, 'customers');
    await payload(page).waitFor();
    await expect(payload(page).getByText('"churn_score"')).not.toBeInViewport();
    await page.getByLabel('Filter columns').fill('churn');
    await page.getByTitle('Show rows where churn_score is NULL').click();
    await payloadWith(page, '"churn_score": null');
    await expect(payload(page).getByText('"churn_score"')).toBeInViewport();
  });

  test('at a zoom of 400 %, the page scrolls to a field with an issue', async ({ page }) => {
    await openDemo(page);
    await pick(page, 'customers');
    await page.setViewportSize({ width: 320, height: 256 });
    const path = fieldPath(page, 'email');
    await path.fill('id');
    await page.keyboard.press('Tab');
    await page.getByRole('group', { name: /^Issues of / }).waitFor();
    await path.scrollIntoViewIfNeeded();
    await expect(path).toBeInViewport({ ratio: 1 });
  });

  test('a field stays in view when its issue appears below the list', async ({ page }) => {
    await openDemo(page);
    await pick(page, 'customers');
    // After this edit, the hint about nesting is hidden.
    await fieldPath(page, 'id').fill('key.id');
    await payloadWith(page, '"key"');
    await page.getByRole('button', { name: 'Add field' }).click();
    await page.getByRole('menuitem', { name: 'Fixed value', exact: true }).click();
    await page.getByLabel('Type of Fixed value').selectOption('number');
    const value = page.getByLabel('Fixed value', { exact: true });
    await value.fill('12345678901234567890');
    await page.keyboard.press('Tab');
    await page.getByRole('button', { name: 'Send as a string' }).waitFor();
    await expect(value).toBeInViewport({ ratio: 1 });
  });
});
