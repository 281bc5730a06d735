import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import react from '@vitejs/plugin-react';
import { defineConfig, type Plugin } from 'vite';

const gateway = process.env.GATEWAY_URL ?? 'http://127.0.0.1:3000';

export default defineConfig(({ mode }) => ({
  plugins: mode === 'doubles' ? [react(), mocksWorker()] : [react()],
  build: { assetsInlineLimit: 0, modulePreload: { polyfill: false } },
  server: mode === 'doubles' ? {} : { proxy: { '/api': gateway, '/docs': gateway } },
}));

/** Serves MSW's service worker from its package, so that it is no file of the production build. */
function mocksWorker(): Plugin {
  const worker = createRequire(import.meta.url).resolve('msw/mockServiceWorker.js');
  return {
    name: 'mocks-worker',
    configureServer(server) {
      server.middlewares.use('/mockServiceWorker.js', (_request, response, next) => {
        readFile(worker).then((script) => {
          response.setHeader('Content-Type', 'text/javascript');
          response.end(script);
        }, next);
      });
    },
  };
}
