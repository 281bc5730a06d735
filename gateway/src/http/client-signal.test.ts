import { getEventListeners, once } from 'node:events';
import Fastify from 'fastify';
import { expect, it } from 'vitest';
import { clientSignal } from './client-signal.js';

it('clientSignal is aborted if the client has already disconnected', async () => {
  const app = Fastify();
  const client = new AbortController();
  app.addHook('preHandler', async (_request, reply) => {
    client.abort();
    await once(reply.raw, 'close');
  });
  const aborted = new Promise((resolve) => {
    app.get('/', (_request, reply) => resolve(clientSignal(reply).aborted));
  });
  const origin = await app.listen({ host: '127.0.0.1', port: 0 });
  await expect(fetch(origin, { signal: client.signal })).rejects.toThrow();
  expect(await aborted).toBe(true);
  await app.close();
});

it('clientSignal is not aborted after the response, and removes its listener', async () => {
  const app = Fastify();
  const { signal: closing } = new AbortController();
  const listeners = () => getEventListeners(closing, 'abort').length;
  let signal: AbortSignal | undefined;
  app.get('/', (_request, reply) => {
    signal = clientSignal(reply, closing);
    return { listeners: listeners() };
  });
  const origin = await app.listen({ host: '127.0.0.1', port: 0 });
  expect(await (await fetch(origin)).json()).toEqual({ listeners: 1 });
  await expect.poll(listeners).toBe(0);
  expect(signal?.aborted).toBe(false);
  await app.close();
});
