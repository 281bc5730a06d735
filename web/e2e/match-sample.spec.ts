import { expect, test } from './fixtures';
import { CONTACT, fieldPath, openDemo, pasteSample, payload, payloadWith, pick, tabTo } from './steps';

const FIELDS = 12;
/** Opening, pasting and applying. */
const STEPS_MAX = 3;

test.describe('Match a sample', () => {
  test(`maps ${FIELDS} fields in at most ${STEPS_MAX} clicks or text entries, and undoes them in one`, async ({
    page,
  }) => {
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
    // The mapping does not change before Apply.
    expect(await payload(page).textContent()).not.toContain('"contact"');
    await step(apply.click());
    const text = await payloadWith(page, '"contact"');
    expect(steps).toBeLessThanOrEqual(STEPS_MAX);
    const keys = [...text.matchAll(/"([A-Za-z]+)":/g)].map(([, key]) => key);
    expect(keys.slice(0, 14)).toEqual([
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
    // Fields that are not in the sample are kept.
    expect(keys).toContain('attributes');
    expect(text).toMatch(/"email": "[^"]+@[^"]+"/);
    expect(text).toMatch(/"countryCode": "[A-Z]{2}"/);
    const target = page.getByRole('region', { name: 'Target' });
    await expect(target.getByRole('status')).toHaveText(/^Target: 12 of 14 filled/);

    await page.getByRole('button', { name: `Undo: match the sample, ${FIELDS} fields` }).click();
    await payloadWith(page, '"first_name"');
    await expect(fieldPath(page, 'first_name')).toHaveValue('first_name');
  });

  test('works by keyboard alone and keeps the target, but not the sample, after a reload', async ({
    page,
  }) => {
    await openDemo(page);
    await pick(page, 'customers');
    await page.getByRole('button', { name: 'Match a sample' }).focus();
    await page.keyboard.press('Enter');
    await expect(page.getByLabel('JSON that the receiver expects')).toBeFocused();
    await page.keyboard.insertText(CONTACT);
    await tabTo(page.getByRole('checkbox', { name: 'Fill contact.givenName' }));
    await page.keyboard.press('Space');
    // Escape loses neither the text nor the choice.
    await page.keyboard.press('Escape');
    await expect(page.getByRole('button', { name: 'Match a sample' })).toBeFocused();
    await page.keyboard.press('Enter');
    await expect(page.getByLabel('JSON that the receiver expects')).toHaveValue(CONTACT);
    await tabTo(page.getByRole('button', { name: 'Apply 11 fields' }));
    await page.keyboard.press('Enter');
    const target = page.getByRole('region', { name: 'Target' });
    await expect(target.getByRole('status')).toHaveText(/^Target: 11 of 14 filled/);
    let kept = '';
    const keep = async () => {
      kept = await page.evaluate(() =>
        JSON.stringify([Object.entries(sessionStorage), Object.entries(localStorage)]),
      );
      return kept;
    };
    // The page stores the mapping shortly after the last change.
    await expect.poll(keep).toContain('givenName');
    for (const value of ['Jane', 'jane.doe', 'C-55871', 'Cambridge', 'newsletter', 'upsert'])
      expect(kept).not.toContain(value);
    await page.reload();
    await expect(target.getByRole('status')).toHaveText(/^Target: 11 of 14 filled/);
  });

  test('matches values inside a json column', async ({ page }) => {
    await openDemo(page);
    await pick(page, 'customers');
    await payload(page).waitFor();
    await page.getByRole('button', { name: 'Match a sample' }).click();
    await page
      .getByLabel('JSON that the receiver expects')
      .fill('{"profile": {"subscriptionPlan": "pro", "locale": "en-US"}}');
    const locale = page.getByRole('combobox', { name: 'Column for profile.locale' });
    await expect(locale.locator('option:checked')).toHaveText('attributes /locale');
    await page.getByRole('button', { name: 'Apply 2 fields' }).click();
    expect(await payloadWith(page, '"profile"')).toMatch(/"locale": "[a-z]{2}-[A-Z]{2}"/);
  });

  test('accepts a cURL command, a JSON Schema and an OpenAPI document', async ({ page }) => {
    const properties = {
      email: { type: 'string', format: 'email' },
      firstName: { type: 'string' },
      shoeSize: { type: 'integer' },
    };
    const person = { type: 'object', required: ['email'], properties };
    const samples: [text: string, schema?: string][] = [
      [
        `curl --request POST 'https://hooks.example.com/in?v=1' \\
  --header 'Authorization: Bearer abc' \\
  --data '{"email": "jo@example.com", "firstName": "Jo", "shoeSize": 41}'`,
      ],
      [JSON.stringify({ $schema: 'https://json-schema.org/draft/2020-12/schema', ...person })],
      [
        JSON.stringify({
          openapi: '3.1.0',
          info: { title: 'Receiver', version: '1' },
          components: {
            schemas: { Error: { type: 'object', properties: { code: { type: 'string' } } }, Person: person },
          },
        }),
        'Person',
      ],
    ];
    await openDemo(page);
    await pick(page, 'customers');
    await payload(page).waitFor();
    const target = page.getByRole('region', { name: 'Target' });
    for (const [text, schema] of samples) {
      await pasteSample(page, text);
      if (schema !== undefined) await page.getByRole('combobox', { name: 'Schema' }).selectOption(schema);
      await expect(page.getByRole('checkbox', { name: 'Fill email' })).toBeChecked();
      await expect(page.getByRole('checkbox', { name: 'Fill firstName' })).toBeChecked();
      const result = page.getByRole('region', { name: 'Payload of the first row' });
      await expect(result).toContainText('"firstName"');
      await page.getByRole('button', { name: 'Apply 2 fields' }).click();
      await expect(target.getByRole('status')).toHaveText(/^Target: 2 of 3 filled.*shoeSize missing/);
      await payloadWith(page, '"firstName"');
      await page.getByRole('button', { name: 'Undo: match the sample, 2 fields' }).click();
      await target.getByRole('button', { name: 'Remove the target' }).click();
    }
    await page.getByRole('button', { name: 'Request' }).click();
    await expect(page.getByRole('textbox', { name: /^Webhook URL/ })).toHaveValue(
      'https://hooks.example.com/in?v=1',
    );
  });
});
