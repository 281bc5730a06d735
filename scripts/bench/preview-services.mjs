// @ts-check
import { UserError } from '../lib/supervisor.mjs';
import { startEngine, startGateway } from '../lib/services.mjs';
import { caller } from '../lib/http-client.mjs';

/** @typedef {Awaited<ReturnType<typeof startServices>>} Services */

/**
 * An engine, a gateway in front of it, and functions that call and preview through it.
 * @param {import('./setting.mjs').Setting} setting
 * @param {NodeJS.ProcessEnv} engineEnv
 */
export async function startServices({ supervisor, url, token }, engineEnv) {
  const engine = await startEngine(supervisor, { token, port: '0', env: engineEnv });
  const env = { PORT: '0', DATABASE_URL: url };
  const gateway = await startGateway(supervisor, { engine: { token, url: engine.url }, demoUrl: url, env });
  const first = caller(gateway.port, '');
  const connected = await first.call('/api/v1/connections', { use: 'configured' });
  first.close();
  /** @type {{token: string}} */
  const connection = JSON.parse(connected.text);
  const { call, close } = caller(gateway.port, connection.token);
  /** @param {{schema: string, name: string}} relation @param {object} mapping @returns {Promise<number>} milliseconds */
  const preview = async (relation, mapping) => {
    const { status, text, ms } = await call('/api/v1/previews', { relation, rows: { limit: 10 }, mapping });
    if (status !== 200) throw new UserError(`A preview failed: ${text}`);
    return ms;
  };
  const end = async () => {
    close();
    await supervisor.stop(gateway.child);
    await supervisor.stop(engine.child);
  };
  return { engine, gateway, call, preview, end };
}
