import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    coverage: { include: ['src/**'] },
    projects: [
      { test: { name: 'gateway', include: ['src/**/*.test.ts'] } },
      {
        test: {
          name: 'gateway-contract',
          include: ['test/contract/*.contract.test.ts'],
          // One Postgres and one engine serve all files; some tests wait for real deadlines.
          fileParallelism: false,
          testTimeout: 30_000,
          hookTimeout: 30_000,
        },
      },
    ],
  },
});
