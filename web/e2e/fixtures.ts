import { expect, test as base } from '@playwright/test';
import pg from 'pg';

interface Fixtures {
  /** Console errors and warnings the test provokes. Any other fails it. */
  expectedComplaint: RegExp | undefined;
  /** Console errors and warnings and uncaught script errors so far. */
  complaints: string[];
  /** The origins of all requests so far. */
  origins: Set<string>;
  /** How many elements the document has. */
  nodes: () => Promise<number>;
}

interface WorkerFixtures {
  /** A superuser's connection to the database that has the demo data. */
  database: pg.Client;
}

/** Playwright's test, whose `page` shows Connect. */
export const test = base.extend<Fixtures, WorkerFixtures>({
  expectedComplaint: [undefined, { option: true }],
  complaints: [
    async ({ context, expectedComplaint }, use) => {
      const complaints: string[] = [];
      context.on('weberror', (error) => complaints.push(error.error().message));
      context.on('console', (message) => {
        if (message.type() === 'error' || message.type() === 'warning') complaints.push(message.text());
      });
      await use(complaints);
      expect(
        complaints.filter((complaint) => !expectedComplaint?.test(complaint)),
        'complaints in the console',
      ).toEqual([]);
    },
    { auto: true },
  ],
  origins: [
    async ({ context }, use) => {
      const origins = new Set<string>();
      context.on('request', (request) => {
        if (request.url().startsWith('http')) origins.add(new URL(request.url()).origin);
      });
      await use(origins);
    },
    { auto: true },
  ],
  page: async ({ page }, use) => {
    await page.goto('/');
    await expect(page.getByRole('button', { name: 'Connect', exact: true })).toBeVisible();
    await use(page);
  },
  nodes: async ({ page }, use) => {
    await use(() => page.evaluate(() => document.querySelectorAll('*').length));
  },
  database: [
    async ({}, use) => {
      const database = new pg.Client({ connectionString: databaseUrl(), options: '-c TimeZone=UTC' });
      await database.connect();
      await use(database);
      await database.end();
    },
    { scope: 'worker' },
  ],
});

export { expect };

/** Reads a variable that the web server of playwright.config.ts has set. */
function required(name: string): string {
  const value = process.env[name];
  if (value === undefined || value === '') throw new Error(`${name} is missing: run this with Playwright.`);
  return value;
}

/** Connection string of a superuser of the database that has the demo data. */
export const databaseUrl = () => required('E2E_DATABASE_URL');

/** Where the engine itself answers, as a batch tool calls it, and the token it asks for. */
export const engine = () => ({ url: required('E2E_ENGINE_URL'), token: required('E2E_ENGINE_TOKEN') });
