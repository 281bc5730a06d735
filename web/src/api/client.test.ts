import { HttpResponse, delay, http } from 'msw';
import { describe, expect, it } from 'vitest';
import { Refusal, mock, mockConnection } from '../testing/mocks';
import { server } from '../testing/server';
import { call } from './client';
import { connected, session } from './connection';
import { ApiError } from './errors';

describe('a call', () => {
  it('waits for as long as the gateway may take, and for its answer on the way', async () => {
    server.use(http.get('/api/v1/relations', () => delay('infinite')));
    const asked = call('listRelations', { query: {} }, { answersWithinMs: -2_900 });
    const failure = await asked.catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(ApiError);
    expect(failure).toMatchObject({ code: 'gateway_timeout' });
  });

  /** Begins its body and goes on as it is told; like any body, it ends with its request. */
  const beginAnswer = (more: (body: ReadableStreamDefaultController<Uint8Array>) => void) =>
    http.get('/api/v1/relations', ({ request: { signal } }) => {
      const start = (body: ReadableStreamDefaultController<Uint8Array>) => {
        signal.addEventListener('abort', () => body.error(signal.reason));
        body.enqueue(new TextEncoder().encode('{"relations":'));
        more(body);
      };
      return new HttpResponse(new ReadableStream<Uint8Array>({ start }));
    });

  it('waits no longer for a body than for its beginning', async () => {
    server.use(beginAnswer(() => undefined));
    const asked = call('listRelations', { query: {} }, { answersWithinMs: -2_500 });
    await expect(asked).rejects.toMatchObject({ code: 'gateway_timeout' });
  });

  it('takes a body that breaks off for a gateway that went away', async () => {
    server.use(beginAnswer((body) => body.error(new Error('reset'))));
    await expect(call('listRelations', { query: {} })).rejects.toMatchObject({ code: 'gateway_unreachable' });
  });

  it('rejects with the reason of whoever no longer wants its body', async () => {
    const asking = new AbortController();
    server.use(beginAnswer(() => setTimeout(() => asking.abort('overtaken'), 50)));
    await expect(call('listRelations', { query: {} }, { signal: asking.signal })).rejects.toBe('overtaken');
  });

  it.each([
    ['that breaks its contract', HttpResponse.json({ relations: [{ name: 'a' }] })],
    ['that is no JSON', HttpResponse.text('<html>')],
    [
      'that fails with another problem than the documented ones',
      HttpResponse.json({ code: 'x' }, { status: 500 }),
    ],
  ])('refuses an answer %s', async (_what, answer) => {
    server.use(http.get('/api/v1/relations', () => answer.clone()));
    await expect(call('listRelations', { query: {} })).rejects.toMatchObject({ code: 'answer_unreadable' });
  });

  it.each([
    ['authorized', 'listRelations', { query: {} }, 'Bearer mock 1'],
    ['open', 'settings', {}, null],
  ] as const)('sends the token to an endpoint that is %s', async (_kind, endpoint, request, sent) => {
    connected({ ...mockConnection, token: 'mock 1' });
    const seen: (string | null)[] = [];
    server.use(
      http.all('/api/v1/*', ({ request: { headers } }) => {
        seen.push(headers.get('authorization'));
        return HttpResponse.json({});
      }),
    );
    await expect(call(endpoint, request)).rejects.toThrow();
    expect(seen).toEqual([sent]);
  });

  it('ends the session whose token has expired, and none that was made since', async () => {
    server.use(
      mock('listRelations', () => {
        throw new Refusal('connection_expired');
      }),
    );
    connected({ ...mockConnection, token: 'mock 1' });
    const late = call('listRelations', { query: {} });
    connected({ ...mockConnection, token: 'mock 2' });
    await expect(late).rejects.toMatchObject({ code: 'connection_expired' });
    expect(session.get()).toMatchObject({ connection: { token: 'mock 2' }, expired: undefined });
    await expect(call('listRelations', { query: {} })).rejects.toThrow();
    expect(session.get()).toMatchObject({ connection: undefined, expired: { database: 'warehouse' } });
  });
});
