import { once } from 'node:events';
import Fastify from 'fastify';
import { expect, it } from 'vitest';
import { streamLines } from './stream.js';

it('streamLines ends its generator if the client disconnects before the first line is sent', async () => {
  const app = Fastify();
  const client = new AbortController();
  app.addHook('onSend', async (_request, reply) => {
    client.abort();
    await once(reply.raw, 'close');
  });
  let isEnded = false;
  async function* lines() {
    try {
      yield { progress: { rows: 1, estimatedRows: null, seconds: 1 } };
    } finally {
      isEnded = true;
    }
  }
  app.get('/', async (_request, reply) =>
    reply.send(await streamLines(reply, lines(), new AbortController().signal)),
  );
  const origin = await app.listen({ host: '127.0.0.1', port: 0 });
  await expect(fetch(origin, { signal: client.signal })).rejects.toThrow();
  await expect.poll(() => isEnded).toBe(true);
  await app.close();
});
