// @ts-check
import path from 'node:path';
import { nodeModule } from './npm.mjs';
import { ROOT } from './paths.mjs';
import { freePort } from './services.mjs';
import { UserError } from './supervisor.mjs';
import { waitUntil } from './wait.mjs';

const START_TIMEOUT_MS = 30_000;

/**
 * Starts Vite's development server for the web app on PORT, 3000 by default, and waits until it responds.
 * @param {import('./supervisor.mjs').Supervisor} supervisor
 * @param {{mode?: string, env?: NodeJS.ProcessEnv}} [options]
 * @returns {Promise<string>} the page's URL
 */
export async function startVite(supervisor, { mode = 'development', env } = {}) {
  const given = process.env['PORT'] || '3000';
  const port = given === '0' ? await freePort() : Number(given);
  const args = ['--mode', mode, '--host', '127.0.0.1', '--port', String(port), '--strictPort'];
  let listening = false;
  const child = supervisor.start('vite', process.execPath, [nodeModule('vite/bin/vite.js'), ...args], {
    cwd: path.join(ROOT, 'web'),
    env: { ...process.env, ...env },
    onLine: (line) => (listening ||= line.includes(`:${port}`)),
  });
  await waitUntil(() => listening || !child.isRunning(), START_TIMEOUT_MS);
  if (!listening) throw new UserError(`Vite does not listen. Its log: ${child.log}`);
  return `http://127.0.0.1:${port}`;
}
