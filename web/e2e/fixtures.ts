import { expect, test as base } from '@playwright/test';
import pg from 'pg';

interface Fixtures {
  /** Console errors and warnings that the test causes. Any other fails the test. */
  expectedConsoleErrors: RegExp | undefined;
  /** Console errors and warnings and uncaught script errors so far. */
  consoleErrors: string[];
  /** The origins of all requests so far. */
  origins: Set<string>;
  /** Returns the number of elements in the document. */
  nodes: () => Promise<number>;
}

interface WorkerFixtures {
  /** A superuser's connection to the database that has the demo data. */
  database: pg.Client;
}

/** Playwright's test, whose `page` shows Connect. */
export const test = base.extend<Fixtures, WorkerFixtures>({
  expectedConsoleErrors: [undefined, { option: true }],
  consoleErrors: [
    async ({ context, expectedConsoleErrors }, use) => {
      const consoleErrors: string[] = [];
      context.on('weberror', (error) => consoleErrors.push(error.error().message));
      context.on('console', (message) => {
        if (message.type() === 'error' || message.type() === 'warning') consoleErrors.push(message.text());
      });
      await use(consoleErrors);
      expect(
        consoleErrors.filter((error) => !expectedConsoleErrors?.test(error)),
        'unexpected console errors',
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

/** The engine's URL and token, as batch tools use them. */
export const engine = () => ({ url: required('E2E_ENGINE_URL'), token: required('E2E_ENGINE_TOKEN') });
