// @ts-check
import { startPostgres, DEMO } from './postgres.mjs';
import { vitest } from './runners.mjs';
import { engineToken, startEngine, startGateway } from './services.mjs';
import { findChromium } from './probes.mjs';

/**
 * Runs tests of the web app in a real browser, against a stack of their own over the demo data. What they need has to be built.
 * @param {import('./family.mjs').Family} family
 * @param {string} name
 * @param {string} config vitest's, in web/
 * @returns {Promise<import('./runners.mjs').Result>}
 */
export async function inChromium(family, name, config) {
  const postgres = await startPostgres(family, DEMO, { name: `postgres-${name}` });
  const token = engineToken();
  const { child, port } = await startEngine(family, { token, port: '0' });
  const gateway = await startGateway(family, {
    engine: { token, port },
    demoUrl: postgres.demoUrl,
    env: { PORT: '0', DATABASE_URL: undefined },
  });
  const env = {
    E2E_URL: `http://127.0.0.1:${gateway.port}`,
    E2E_DATABASE_URL: postgres.url,
    E2E_ENGINE_URL: `http://127.0.0.1:${port}`,
    E2E_ENGINE_TOKEN: token,
    CHROMIUM_PATH: findChromium(),
  };
  const result = await vitest(family, name, { folder: 'web', config, env });
  await family.end(gateway.child);
  await family.end(child);
  await postgres.shutDown();
  return result;
}
