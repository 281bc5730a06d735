import type { Page } from '@playwright/test';
import { databaseUrl } from './fixtures';
import {
  CONTACT,
  connect,
  fieldPath,
  type Pane,
  pasteSample,
  payload,
  pick,
  openDemo,
  showPane,
  showReport,
  useSchema,
  writeQuery,
} from './steps';

const customers = async (page: Page) => {
  await openDemo(page);
  await pick(page, 'customers');
};

const query = async (page: Page, text: string) => {
  await writeQuery(page, text);
  // Open completions could cover the button.
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: /^Run/ }).click();
};

export interface State {
  /** Goes to the state as a user would, at a width that shows all panes. */
  reach: (page: Page) => Promise<void>;
  /** The pane that differs from the state `mapping`. It is shown at widths for one pane. */
  pane?: Pane;
  /** Console errors on the way to the state. */
  consoleErrors?: RegExp;
}

/** The page's main states. */
export const states: Record<string, State> = {
  connect: { reach: async () => undefined },
  'connect, failed': {
    reach: async (page) => {
      await connect(page, 'postgresql://nobody:wrong@localhost:1/nothing');
      await page.getByRole('alert').waitFor();
    },
    consoleErrors: /status of 502/,
  },
  'connect, separate fields': {
    reach: async (page) => {
      await page
        .getByLabel('Connection string', { exact: true })
        .fill('postgresql://app:secret@warehouse.internal.example.com:5433/shop?sslmode=require');
      await page.getByRole('button', { name: 'Use separate fields' }).click();
      await page.getByRole('button', { name: 'Connect', exact: true }).waitFor();
    },
  },
  connected: {
    reach: async (page) => {
      await connect(page, databaseUrl());
      await page.getByRole('option').first().waitFor();
      await page.getByRole('button', { name: /^Connect/ }).click();
      await page.getByRole('button', { name: 'Test again' }).click();
      await page.getByText('It responded').waitFor();
    },
  },
  source: { reach: openDemo },
  'source, nothing found': {
    reach: async (page) => {
      await openDemo(page);
      await page.getByRole('combobox', { name: 'Search tables and views' }).fill('no such thing');
      await page.getByText('Nothing is called').waitFor();
    },
  },
  'source, a table with a filter': {
    reach: async (page) => {
      await customers(page);
      await page.getByRole('button', { name: /^Source/ }).click();
      await page.getByRole('button', { name: 'Add filter', exact: true }).click();
      await page.getByLabel('Value', { exact: true }).fill('7');
      await page.getByRole('button', { name: 'Apply filter' }).click();
      await page.getByRole('button', { name: 'Add filter', exact: true }).click();
    },
  },
  'source, SQL query': {
    reach: async (page) => {
      await openDemo(page);
      await query(page, 'SELECT c.id, c.email, c.tags, c.attributes\nFROM customers c');
      await page.getByRole('region', { name: 'First rows' }).waitFor();
    },
  },
  'source, SQL query with an error': {
    reach: async (page) => {
      await openDemo(page);
      await query(page, 'SELECT c.id, c.emial\nFROM customers c');
      await page.getByRole('alert').waitFor();
    },
    consoleErrors: /status of 422/,
  },
  'source, another SQL query would be lost': {
    reach: async (page) => {
      await openDemo(page);
      await query(page, 'SELECT c.id, c.email, c.tags, c.attributes\nFROM customers c');
      await page.getByRole('tab', { name: 'Tables and views' }).click();
      await pick(page, 'customers');
      await page.getByRole('button', { name: /^Source/ }).click();
      await page.getByRole('button', { name: 'Edit as query' }).click();
      await page.getByRole('dialog', { name: 'Replace the SQL query?' }).waitFor();
    },
  },
  'payload of a found row, with a filter': {
    reach: async (page) => {
      await customers(page);
      await showPane(page, 'Payload');
      await page.getByRole('button', { name: 'Find a row' }).click();
      await page.getByLabel('Value', { exact: true }).fill('7');
      await page.getByLabel('Value', { exact: true }).press('Enter');
      await page.getByText('Row 1 of 1').waitFor();
      await page.getByRole('button', { name: 'Add filter', exact: true }).click();
    },
    pane: 'Payload',
  },
  columns: { reach: customers, pane: 'Columns' },
  mapping: { reach: customers },
  'mapping with a conflict': {
    reach: async (page) => {
      await customers(page);
      await payload(page).waitFor();
      await fieldPath(page, 'first_name').fill('id.first');
      await page.getByRole('button', { name: /^Move id to/ }).waitFor();
    },
    pane: 'Mapping',
  },
  'mapping with every kind of field': {
    reach: async (page) => {
      await customers(page);
      await page.getByLabel('If NULL, for first_name').selectOption('default');
      for (const kind of ['Fixed value', 'Combine columns', 'Column']) {
        await page.getByRole('button', { name: 'Add field' }).click();
        await page.getByRole('menuitem', { name: kind, exact: true }).click();
        await page.getByRole('menu').waitFor({ state: 'detached' });
      }
    },
    pane: 'Mapping',
  },
  'mapping, keys inside a json column': {
    reach: async (page) => {
      await customers(page);
      await page.getByRole('button', { name: /^Inside attributes/ }).click();
      await page.getByRole('option', { name: /^\/address\/city / }).waitFor();
    },
  },
  'mapping, steps of a field': {
    reach: async (page) => {
      await customers(page);
      await page.getByRole('button', { name: 'Steps of email: none' }).click();
      for (const step of ['Trim', 'Truncate', 'Replace', 'SHA-256', 'Look up']) {
        await page.getByRole('button', { name: 'Add a step' }).click();
        await page.getByRole('menuitem', { name: step }).click();
      }
      await page.getByRole('button', { name: 'Add entry' }).click();
      await page.getByLabel('Any other text').selectOption('becomes');
      await page.getByRole('textbox', { name: 'Result for any other text' }).fill('unknown');
    },
  },
  'mapping, all fields changed at once': {
    reach: async (page) => {
      await customers(page);
      await fieldPath(page, 'city').fill('firstName');
      await page.getByLabel('Filter fields').fill('a');
      await page.getByRole('button', { name: /^Edit \d+ fields/ }).click();
      await page.getByRole('menuitem', { name: 'snake_case to camelCase' }).click();
      await page.getByText('new conflict').waitFor();
    },
  },
  'mapping, tree': {
    reach: async (page) => {
      await customers(page);
      await page.getByRole('button', { name: /^Nest by common words/ }).click();
      await fieldPath(page, 'email').fill('emails[0].address');
      await fieldPath(page, 'phone').fill('name');
      await page.getByRole('button', { name: 'Tree', exact: true }).click();
      await page.getByRole('treeitem', { name: /^address/ }).click();
      await page.keyboard.press('Alt+ArrowUp');
      await page.getByText('This is the first').waitFor();
    },
    pane: 'Mapping',
  },
  'mapping, tree, a key renamed': {
    reach: async (page) => {
      await customers(page);
      await page.getByRole('button', { name: 'Tree', exact: true }).click();
      await page.getByRole('treeitem', { name: /^first_name/ }).click();
      await page.keyboard.press('F2');
      await page.getByRole('textbox', { name: 'Name of first_name' }).fill('not a key');
      await page.keyboard.press('Enter');
      await page.getByText('is not allowed in a name').waitFor();
    },
    pane: 'Mapping',
  },
  'mapping, use in a job': {
    reach: async (page) => {
      await customers(page);
      await page.getByRole('button', { name: 'Export command' }).click();
      await page.getByRole('region', { name: 'Command' }).waitFor();
    },
  },
  'match a sample': {
    reach: async (page) => {
      await customers(page);
      await page.getByRole('button', { name: 'Match a sample' }).click();
      await page.getByLabel('JSON that the receiver expects').waitFor();
    },
  },
  'match a sample, not JSON': {
    reach: async (page) => {
      await customers(page);
      await pasteSample(page, '{"contact": {');
      await page.getByText(/^Not JSON yet/).waitFor();
    },
  },
  'match a sample, the proposal': {
    reach: async (page) => {
      await customers(page);
      await pasteSample(page, CONTACT);
      await page.getByRole('checkbox', { name: 'Fill contact.email' }).waitFor();
    },
  },
  'match a sample, a cURL command': {
    reach: async (page) => {
      await customers(page);
      await pasteSample(
        page,
        `curl -H 'Authorization: Bearer 6f1d' https://hooks.example.com/contacts -d '{"object": "person", "name": "Jo Bo", "phone": "+15550100"}'`,
      );
      await page.getByRole('region', { name: 'Payload of the first row' }).getByText('"id"').waitFor();
    },
  },
  'mapping with a target': {
    reach: async (page) => {
      await customers(page);
      await pasteSample(page, CONTACT);
      await page.getByRole('button', { name: /^Apply \d+ fields/ }).click();
      await page.getByRole('button', { name: 'Details' }).click();
    },
    pane: 'Mapping',
  },
  'mapping with notes': {
    reach: async (page) => {
      await customers(page);
      await fieldPath(page, 'first_name').fill('user.first');
      await page.getByRole('button', { name: 'Remove id', exact: true }).click();
      await page.getByRole('button', { name: /^1 note/ }).click();
      await fieldPath(page, 'phone').focus();
    },
    pane: 'Mapping',
  },
  payload: {
    reach: async (page) => {
      await customers(page);
      await payload(page).waitFor();
    },
    pane: 'Payload',
  },
  'payload, raw': {
    reach: async (page) => {
      await customers(page);
      await page.getByRole('button', { name: 'Raw' }).click();
      await payload(page).waitFor();
    },
    pane: 'Payload',
  },
  'payload, request': {
    reach: async (page) => {
      await customers(page);
      await page.getByRole('button', { name: 'Request' }).click();
      await page.getByLabel('Webhook URL').waitFor();
    },
    pane: 'Payload',
  },
  'payload, row with an issue': {
    reach: async (page) => {
      await customers(page);
      await page.getByLabel('Send as, for first_name').selectOption('integer');
      await page.getByText('This row has no payload.').waitFor();
    },
    pane: 'Payload',
  },
  'payload, all rows': {
    reach: async (page) => {
      await customers(page);
      await page.getByLabel('If NULL, for phone').selectOption('error');
      await page.getByText('rows rejected').first().waitFor();
      await page.getByRole('switch', { name: 'All rows' }).click();
      await page.getByRole('heading', { name: /^Row 1/ }).waitFor();
    },
    pane: 'Payload',
  },
  'payload, all rows checked': {
    reach: async (page) => {
      await customers(page);
      await page.getByLabel('If NULL, for phone').selectOption('error');
      await useSchema(page, { properties: { id: { type: 'string' }, city: { maxLength: 6 } } });
      await showReport(page);
    },
    pane: 'Payload',
  },
  'payload, the report alone': {
    reach: async (page) => {
      await customers(page);
      await page.getByLabel('If NULL, for phone').selectOption('omit');
      await showReport(page);
      await page.getByRole('button', { name: 'Expand the report' }).click();
      await page.getByLabel('If NULL, for city').selectOption('omit');
      await page.getByText('Outdated').waitFor();
    },
    pane: 'Payload',
  },
  'payload, a check that runs': {
    reach: async (page) => {
      await openDemo(page);
      await query(page, 'SELECT i AS id, pg_sleep(0.01)::text AS slow FROM generate_series(1, 1000000) AS i');
      await page.getByRole('button', { name: 'Map these columns' }).click();
      await page.getByRole('button', { name: 'Check all rows' }).click();
      await page.getByText('rows/s').waitFor();
    },
    pane: 'Payload',
  },
  'payload, a schema that cannot be used': {
    reach: async (page) => {
      await customers(page);
      await useSchema(page, { properties: { id: { typ: 'string' } } });
      await page.getByRole('button', { name: 'Show why' }).click();
      await page.getByRole('alert').waitFor();
    },
    consoleErrors: /status of 422/,
  },
  'payload, no rows': {
    reach: async (page) => {
      await openDemo(page);
      await pick(page, 'gift_cards');
      await page.getByText('has no rows').waitFor();
    },
    pane: 'Payload',
  },
  keys: {
    reach: async (page) => {
      await customers(page);
      await page.getByRole('button', { name: 'Keyboard shortcuts' }).click();
      await page.getByRole('dialog').waitFor();
    },
  },
};
