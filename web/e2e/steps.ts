import type { Page } from 'playwright-core';

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
  await page.getByRole('combobox', { name: 'Search relations' }).fill(`${schema}.${relation}`);
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

/** Shows a pane where there is no room for all of them. */
export async function showPane(page: Page, name: Pane): Promise<void> {
  const tab = page.getByRole('tab', { name });
  if (await tab.isVisible()) await tab.click();
}

/** Waits until the payload holds a text; what it then shows. */
export async function payloadWith(page: Page, text: string): Promise<string> {
  await payload(page).filter({ hasText: text }).waitFor();
  return (await payload(page).textContent()) ?? '';
}
