import { chromium, type Browser, type Page } from 'playwright-core';
import { afterAll, beforeAll } from 'vitest';

function required(name: string): string {
  const value = process.env[name];
  if (value === undefined || value === '')
    throw new Error(`${name} is missing: \`npm test\` starts the stack and sets it.`);
  return value;
}

/** Where the whole stack answers. */
export const url = () => required('E2E_URL');

/** Connection string of a superuser of the database that has the demo data. */
export const databaseUrl = () => required('E2E_DATABASE_URL');

/** Where the engine itself answers, as a batch tool calls it, and the token it asks for. */
export const engine = () => ({ url: required('E2E_ENGINE_URL'), token: required('E2E_ENGINE_TOKEN') });

export interface Opened {
  page: Page;
  /** Everything the page complained about: script errors, refused resources, warnings. */
  complaints: string[];
  /** How many elements the document has. */
  nodes: () => Promise<number>;
  /** The origins of all requests. */
  origins: Set<string>;
}

/** A browser for the tests of a file, and a way to open fresh pages in it. */
export function withBrowser(): () => Promise<Opened> {
  let browser: Browser;
  beforeAll(async () => {
    browser = await chromium.launch({
      executablePath: process.env['CHROMIUM_PATH'] ?? '/usr/bin/chromium',
      args: process.getuid?.() === 0 ? ['--no-sandbox'] : [],
    });
  });
  afterAll(() => browser.close());
  return async () => {
    const context = await browser.newContext({
      viewport: { width: 1440, height: 900 },
      colorScheme: 'light',
      reducedMotion: 'reduce',
      permissions: ['clipboard-read', 'clipboard-write'],
    });
    const page = await context.newPage();
    page.setDefaultTimeout(20_000);
    const complaints: string[] = [];
    const origins = new Set<string>();
    page.on('pageerror', (error) => complaints.push(error.message));
    page.on('console', (message) => {
      if (message.type() === 'error' || message.type() === 'warning') complaints.push(message.text());
    });
    page.on('request', (request) => {
      if (request.url().startsWith('http')) origins.add(new URL(request.url()).origin);
    });
    await page.goto(url());
    await page.getByRole('button', { name: 'Connect', exact: true }).waitFor();
    const nodes = () => page.evaluate(() => document.querySelectorAll('*').length);
    return { page, complaints, nodes, origins };
  };
}
