import { defineConfig } from 'vitest/config';

/** Tests run the sources of the workspace packages, not what was built of them last. */
const source = { conditions: ['source'] };
/** Setup of the gateway's tests; the path is relative to gateway/. */
const globalSetup = ['test/support/compile-threads.ts'];
const shared = { extends: true, resolve: source, ssr: { resolve: source } } as const;

export default defineConfig({
  test: {
    maxWorkers: '100%',
    // Tests reset what they share; a fresh module graph for each file would take most of the time.
    isolate: false,
    // For a machine that is busy with other suites.
    testTimeout: 30_000,
    expect: { poll: { timeout: 10_000 } },
    coverage: {
      include: ['{contracts,gateway,web}/src/**/*.{ts,tsx}'],
      exclude: ['**/*.test.*', 'web/src/testing/**'],
      reportsDirectory: '.rowhook/coverage/typescript',
      reporter: ['text-summary', ['text', { file: 'report.txt' }]],
    },
    projects: [
      {
        ...shared,
        test: { name: 'contracts', root: 'contracts', include: ['src/**/*.test.ts'] },
      },
      {
        ...shared,
        test: { name: 'gateway', root: 'gateway', include: ['src/**/*.test.ts'], globalSetup },
      },
      {
        ...shared,
        test: {
          name: 'gateway-engine',
          root: 'gateway',
          include: ['test/contract/*.contract.test.ts'],
          globalSetup,
          // All files share one Postgres; some tests wait for real timeouts.
          maxWorkers: 1,
          hookTimeout: 30_000,
        },
      },
      {
        ...shared,
        test: {
          name: 'json-schema',
          root: 'gateway',
          include: ['test/conformance/*.test.ts'],
          testTimeout: 120_000,
        },
      },
      {
        ...shared,
        test: { name: 'web', root: 'web', include: ['src/**/*.test.ts'], exclude: ['src/api/**'] },
      },
      {
        ...shared,
        test: {
          name: 'web-screens',
          root: 'web',
          environment: 'happy-dom',
          include: ['src/**/*.test.tsx', 'src/api/**/*.test.ts'],
          testTimeout: 120_000,
          setupFiles: ['src/testing/setup.ts'],
          css: { modules: { classNameStrategy: 'non-scoped' } },
        },
      },
    ],
  },
});
