import { expect, type Locator, type Page } from '@playwright/test';

export async function openDemo(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Use the demo database' }).click();
  await page.getByRole('option').first().waitFor();
}

export async function connect(page: Page, connectionString: string): Promise<void> {
  await page.getByLabel('Connection string', { exact: true }).fill(connectionString);
  await page.getByRole('button', { name: 'Connect', exact: true }).click();
}

/** Picks a relation and waits for its mapping. */
export async function pick(page: Page, relation: string, schema = 'public'): Promise<void> {
  await page.getByRole('combobox', { name: 'Search tables and views' }).fill(`${schema}.${relation}`);
  await page.getByRole('option', { name: new RegExp(`^${relation}, ${schema},`) }).click();
  await page
    .getByRole('textbox', { name: /^Field path/ })
    .or(page.getByRole('combobox', { name: /^Field path/ }))
    .first()
    .waitFor();
}

export function fieldPath(page: Page, column: string) {
  return page.getByRole('combobox', { name: `Field path for ${column}`, exact: true });
}

export function payload(page: Page) {
  return page.getByRole('region', { name: /^Payload of row/ });
}

export type Pane = 'Columns' | 'Mapping' | 'Payload';

/** Shows a pane if the page is too narrow for all of them. */
export async function showPane(page: Page, name: Pane): Promise<void> {
  const tab = page.getByRole('tab', { name });
  if (await tab.isVisible()) await tab.click();
}

/** Waits until the payload contains the text, and returns all of its text. */
export async function payloadWith(page: Page, text: string): Promise<string> {
  await expect(payload(page)).toContainText(text);
  return (await payload(page).textContent()) ?? '';
}

/** Presses a button that copies, and returns what it has copied. */
export async function copied(page: Page, button: string): Promise<string> {
  await page.evaluate(() => navigator.clipboard.writeText(''));
  await page.getByRole('button', { name: button }).click();
  // The page writes to the clipboard asynchronously.
  const read = () => page.evaluate(() => navigator.clipboard.readText());
  await expect.poll(read).not.toBe('');
  return read();
}

/** Presses Tab until the element has the focus. */
export async function tabTo(target: Locator): Promise<void> {
  const page = target.page();
  const focused = target.and(page.locator(':focus'));
  for (let presses = 0; presses < 60 && (await focused.count()) === 0; presses++) {
    await page.keyboard.press('Tab');
  }
  await expect(target).toBeFocused();
}

/** A contact as in a receiver's documentation: the demo's customers have twelve of its fields and lack two. */
export const CONTACT = JSON.stringify(
  {
    contact: {
      externalId: 'C-55871',
      email: 'jane.doe@example.com',
      givenName: 'Jane',
      familyName: 'Doe',
      mobilePhone: '+15551230000',
      dateOfBirth: '1990-05-15',
      address: { town: 'Cambridge', countryCode: 'US' },
      marketingConsent: true,
      totalSpent: 312.5,
      labels: ['newsletter'],
      signupDate: '2024-03-14T15:09:26Z',
      faxNumber: '+15551230001',
    },
    mode: 'upsert',
  },
  null,
  2,
);

/** Opens Match a sample and pastes the sample. */
export async function pasteSample(page: Page, sample: string): Promise<void> {
  await page.getByRole('button', { name: 'Match a sample' }).click();
  await page.getByLabel('JSON that the receiver expects').fill(sample);
}

/** Replaces the query with the keyboard, because the editor would not notice a selection made by a script. */
export async function writeQuery(page: Page, text: string): Promise<void> {
  await page.getByRole('tab', { name: 'SQL query' }).click();
  await page.getByRole('textbox', { name: 'SQL query' }).click();
  await page.keyboard.press('ControlOrMeta+a');
  await page.keyboard.insertText(text);
}

/** Adds the receiver's schema. */
export async function useSchema(page: Page, schema: object): Promise<void> {
  await page.getByRole('button', { name: 'Add schema' }).click();
  await page.getByLabel('JSON Schema or OpenAPI document').fill(JSON.stringify(schema, null, 2));
  await page.getByRole('button', { name: 'Use schema' }).click();
}

/** Checks all rows and waits for the report. */
export async function showReport(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Check all rows' }).click();
  await page.getByRole('heading', { name: 'Fields', exact: true }).waitFor();
}

/** Records layout shifts. The returned function returns the texts that have moved so far. */
export async function recordShifts(page: Page): Promise<() => Promise<string[]>> {
  await page.evaluate(async () => {
    await document.fonts.ready;
  });
  const shifts = await page.evaluateHandle(() => {
    const texts: string[] = [];
    new PerformanceObserver((list) => {
      for (const { sources } of list.getEntries() as (PerformanceEntry & {
        sources: { node: Node | null }[];
      })[])
        texts.push(...sources.map(({ node }) => node?.textContent ?? 'removed'));
    }).observe({ type: 'layout-shift' });
    return texts;
  });
  return () => shifts.jsonValue();
}
