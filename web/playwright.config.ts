import { defineConfig } from '@playwright/test';

/** The tag of tests on the way from an empty page to a payload. */
const MAIN_PATH = /@main-path/;

/** How long an action or a web-first assertion may take on a machine that is busy with other work. */
const WAIT_MS = 20_000;

/**
 * Tests the web app in the system's Chromium, with its own engine, gateway and Postgres with the demo data. The programs
 * must be built.
 */
export default defineConfig({
  testDir: 'e2e',
  outputDir: '../.rowhook/browser',
  reporter: [['list'], ['junit', { outputFile: '../.rowhook/reports/playwright.xml' }]],
  workers: 2,
  retries: 1,
  failOnFlakyTests: true,
  timeout: 90_000,
  expect: { timeout: WAIT_MS },
  use: {
    // The web server sets E2E_URL before a worker process reads this file.
    baseURL: process.env.E2E_URL,
    launchOptions: {
      executablePath: process.env.CHROMIUM_PATH ?? '/usr/bin/chromium',
      args: process.getuid?.() === 0 ? ['--no-sandbox'] : [],
    },
    viewport: { width: 1440, height: 900 },
    colorScheme: 'light',
    reducedMotion: 'reduce',
    permissions: ['clipboard-read', 'clipboard-write'],
    actionTimeout: WAIT_MS,
    screenshot: 'only-on-failure',
    // Recording costs a tenth of the time, so a failed test runs again with a trace. It counts as failed also if it then passes.
    trace: { mode: 'on-first-retry', screenshots: false },
  },
  projects: [
    { name: 'browser', grep: MAIN_PATH },
    { name: 'features', grepInvert: MAIN_PATH, testIgnore: 'states.spec.ts' },
    { name: 'states', testMatch: 'states.spec.ts', fullyParallel: true, timeout: 180_000 },
    { name: 'pictures', testMatch: 'states.spec.ts', fullyParallel: true, timeout: 180_000 },
    // Recording a trace would affect the figures.
    { name: 'figures', testMatch: '*.figures.ts', timeout: 180_000, use: { trace: 'off' } },
  ],
  webServer: {
    command: 'exec node e2e/servers.mjs',
    // Playwright stores each named group in the environment variable of the same name in upper case.
    wait: {
      stdout:
        /E2E_URL=(?<e2e_url>\S+) E2E_DATABASE_URL=(?<e2e_database_url>\S+) E2E_ENGINE_URL=(?<e2e_engine_url>\S+) E2E_ENGINE_TOKEN=(?<e2e_engine_token>\S+)\n/,
    },
    // The first start creates the demo data.
    timeout: 180_000,
    gracefulShutdown: { signal: 'SIGTERM', timeout: 20_000 },
  },
});
