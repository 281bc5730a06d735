// @ts-check
import { caller } from '../lib/http-client.mjs';

/**
 * @typedef {import('../../engine/test/servers/arena.mjs').Arena} Arena
 * @typedef {import('../../engine/test/servers/arena.mjs').EngineResponse} EngineResponse
 */

/** @param {string} status of HTTP @param {{code?: unknown}} body */
const outcomeOf = (status, body) => (status === '200' ? 'ok' : String(body.code));

/**
 * The requests of the engine's clients. Each returns `ok` or the code of the problem.
 * @param {Arena} arena
 * @param {import('../lib/postgres.mjs').RunningPostgres} server
 * @param {import('../../engine/test/servers/proxy.mjs').FaultyProxy} proxy
 * @returns {(() => Promise<string>)[]}
 */
export function engineRequests(arena, server, proxy) {
  const direct = arena.reader(server);
  const shaky = arena.reader(server, { port: proxy.port });
  const relation = { schema: 'public', name: 't' };
  const code = async (/** @type {Promise<EngineResponse>} */ response) => {
    const { status, body } = await response;
    return outcomeOf(String(status), body);
  };
  return [
    () => code(arena.preview(direct)),
    () => code(arena.preview(shaky)),
    () => code(arena.verify(shaky)),
    () => code(arena.verify(arena.reader(server, { password: 'wrong' }))),
    () => code(arena.request('relations', { connectionString: shaky })),
    () => code(arena.request('relation', { connectionString: direct, relation })),
    () => code(arena.request('sample', { connectionString: shaky, relation, refresh: true })),
    () => code(arena.preview(direct, 'gone')),
    () => code(arena.verify('postgres://reader@127.0.0.1:1/x')),
    () => arena.export({ connectionString: direct, relation, mapping: MAPPING }),
    () => arena.export({ connectionString: shaky, relation, mapping: MAPPING }),
    () => arena.export({ connectionString: direct, relation, mapping: MAPPING }, { leaveAfterBytes: 1_000 }),
    async () => {
      const signal = AbortSignal.timeout(100);
      const slow = { schema: 'public', name: 'slow' };
      const body = { connectionString: direct, relation: slow, mapping: { version: 1, fields: [] } };
      return code(arena.request('preview', body, signal)).catch(() => 'client disconnected');
    },
  ];
}

const MAPPING = { version: 1, fields: [{ to: 'user.id', column: 'id' }] };

/** A caller of the gateway that is connected to the demo database. @param {number} port */
export async function gatewayCaller(port) {
  const first = caller(port, '');
  const { text } = await first.call('/api/v1/connections', { use: 'demo' });
  first.close();
  /** @type {{token: string}} */
  const { token } = JSON.parse(text);
  return { token, ...caller(port, token) };
}

/**
 * The requests of the gateway's clients. Each returns `ok` or the code of the problem.
 * @param {Awaited<ReturnType<typeof gatewayCaller>>} through
 * @returns {(() => Promise<string>)[]}
 */
export function gatewayRequests({ call }) {
  const relation = { schema: 'public', name: 't' };
  const code = async (/** @type {string} */ path, /** @type {object} */ body) => {
    const { status, text } = await call(path, body);
    if (path.endsWith('/checks')) return text.includes('"report"') ? 'ok' : 'incomplete';
    return outcomeOf(String(status), JSON.parse(text));
  };
  const schema = { properties: { user: { properties: { id: { type: 'string' } } } } };
  return [
    () => code('/api/v1/previews', { relation, mapping: MAPPING }),
    () => code('/api/v1/previews', { relation, mapping: MAPPING, schema }),
    () => code('/api/v1/samples', { relation, refresh: true }),
    () => code('/api/v1/checks', { relation, mapping: MAPPING }),
    () => code('/api/v1/checks', { relation, mapping: MAPPING, schema }),
  ];
}
