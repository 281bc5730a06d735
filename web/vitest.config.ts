import react from '@vitejs/plugin-react';
import { defineConfig } from 'vitest/config';

export default defineConfig({
  plugins: [react()],
  test: {
    environment: 'jsdom',
    include: ['src/**/*.test.{ts,tsx}'],
    // Screens are driven whole; on a machine that is busy with other suites that takes its time.
    testTimeout: 20_000,
    setupFiles: ['src/testing/setup.ts'],
    coverage: { include: ['src/**/*.{ts,tsx}'], exclude: ['src/testing/**'] },
    css: { modules: { classNameStrategy: 'non-scoped' } },
  },
});
