import { once } from 'node:events';
import { streams } from '@rowhook/contracts';
import Fastify from 'fastify';
import { expect, it } from 'vitest';
import { postJson, testConfig } from '../../test/support/gateway.js';
import { ConnectionTokens } from '../connection-token.js';
import { registerCompilers } from '../http/compilers.js';
import { registerJsonBody } from '../http/json-body.js';
import { registerAuthorization } from './authorization.js';
import type { Services } from './endpoint.js';
import { serveStream } from './stream.js';

it('serveStream ends its handler if the client disconnects before the first line is sent', async () => {
  const app = Fastify();
  const client = new AbortController();
  const tokens = new ConnectionTokens(undefined, 1);
  const config = testConfig({ DEMO_DATABASE_URL: 'postgres://app@db/shop' });
  const services = { config, tokens, closing: new AbortController().signal } as Services;
  registerJsonBody(app);
  registerCompilers(app);
  registerAuthorization(app);
  app.addHook('onSend', async (_request, reply) => {
    client.abort();
    await once(reply.raw, 'close');
  });
  let isEnded = false;
  serveStream(app, services, streams.createCheck, async function* () {
    try {
      yield { progress: { rows: 1, estimatedRows: null, seconds: 1 } };
    } finally {
      isEnded = true;
    }
  });
  const origin = await app.listen({ host: '127.0.0.1', port: 0 });
  const { token } = await tokens.seal({ use: 'demo' });
  const body = { query: 'SELECT 1', mapping: { version: 1, fields: [] } };
  const call = postJson(`${origin}/checks`, body, { authorization: `Bearer ${token}` }, client.signal);
  await expect(call).rejects.toThrow();
  await expect.poll(() => isEnded).toBe(true);
  await app.close();
});
