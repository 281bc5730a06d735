import react from '@vitejs/plugin-react';
import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    // Vitest would leave one processor idle.
    maxWorkers: '100%',
    coverage: { include: ['src/**/*.{ts,tsx}'], exclude: ['src/testing/**'] },
    projects: [
      { test: { name: 'logic', include: ['src/**/*.test.ts'], exclude: ['src/api/**'] } },
      {
        plugins: [react()],
        test: {
          name: 'screens',
          environment: 'jsdom',
          include: ['src/**/*.test.tsx', 'src/api/**/*.test.ts'],
          // Screens are driven whole; on a machine that is busy with other suites that takes its time.
          testTimeout: 20_000,
          setupFiles: ['src/testing/setup.ts'],
          css: { modules: { classNameStrategy: 'non-scoped' } },
        },
      },
    ],
  },
});
