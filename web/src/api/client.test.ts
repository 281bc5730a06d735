import { endpoints } from '@rowhook/contracts';
import { HttpResponse, delay, http } from 'msw';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { mockReport } from '../testing/mock-report';
import { Refusal, mock, mockCheck, mockConnection } from '../testing/mocks';
import { server } from '../testing/server';
import { call, runCheck, setTimeLimit } from './client';
import { ApiError } from './errors';
import { connected, session } from './session';

describe('call', () => {
  afterEach(() => setTimeLimit(15_000));

  it('times out after timeLimitMs plus five seconds', async () => {
    server.use(http.get('/api/v1/relations', () => delay('infinite')));
    setTimeLimit(-4_900);
    const asked = call('listRelations', { query: {} });
    const failure = await asked.catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(ApiError);
    expect(failure).toMatchObject({ code: 'gateway_timeout' });
  });

  /** Responds with the start of a body. `more` sends the rest. Aborting the request ends the body. */
  const beginResponse = (more: (body: ReadableStreamDefaultController<Uint8Array>) => void) =>
    http.get('/api/v1/relations', ({ request: { signal } }) => {
      const start = (body: ReadableStreamDefaultController<Uint8Array>) => {
        signal.addEventListener('abort', () => body.error(signal.reason));
        body.enqueue(new TextEncoder().encode('{"relations":'));
        more(body);
      };
      return new HttpResponse(new ReadableStream<Uint8Array>({ start }));
    });

  it('applies its timeout to the body too', async () => {
    server.use(beginResponse(() => undefined));
    setTimeLimit(-4_500);
    const asked = call('listRelations', { query: {} });
    await expect(asked).rejects.toMatchObject({ code: 'gateway_timeout' });
  });

  it('reports an exception of the page as an ApiError', async () => {
    server.use(http.get('/api/v1/relations', () => HttpResponse.json({ relations: [] })));
    vi.spyOn(endpoints.listRelations.response, 'safeParse').mockImplementationOnce(() => {
      throw new TypeError('unexpected');
    });
    await expect(call('listRelations', { query: {} })).rejects.toEqual(new ApiError('page_failed'));
  });

  it('reports an interrupted body as an unreachable gateway', async () => {
    server.use(beginResponse((body) => body.error(new Error('reset'))));
    await expect(call('listRelations', { query: {} })).rejects.toMatchObject({ code: 'gateway_unreachable' });
  });

  it('rejects with the reason of its abort signal while reading the body', async () => {
    const asking = new AbortController();
    server.use(beginResponse(() => setTimeout(() => asking.abort('overtaken'), 50)));
    await expect(call('listRelations', { query: {} }, asking.signal)).rejects.toBe('overtaken');
  });

  it.each([
    ['that violates the contract', HttpResponse.json({ relations: [{ name: 'a' }] })],
    ['that is not JSON', HttpResponse.text('<html>')],
    ['that fails with an undocumented problem', HttpResponse.json({ code: 'x' }, { status: 500 })],
  ])('rejects a response %s', async (_what, response) => {
    server.use(http.get('/api/v1/relations', () => response.clone()));
    await expect(call('listRelations', { query: {} })).rejects.toMatchObject({ code: 'response_unreadable' });
  });

  it.each([
    ['authorized', 'listRelations', { query: {} }, 'Bearer mock 1'],
    ['open', 'settings', {}, null],
  ] as const)(
    'sends the token only to endpoints that need it: %s',
    async (_kind, endpoint, request, sent) => {
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
    },
  );

  it('ends the session if its token has expired, but not a newer session', async () => {
    server.use(mock('listRelations', new Refusal('connection_expired')));
    connected({ ...mockConnection, token: 'mock 1' });
    const late = call('listRelations', { query: {} });
    connected({ ...mockConnection, token: 'mock 2' });
    await expect(late).rejects.toMatchObject({ code: 'connection_expired' });
    expect(session.get()).toMatchObject({ connection: { token: 'mock 2' }, expired: undefined });
    await expect(call('listRelations', { query: {} })).rejects.toThrow();
    expect(session.get()).toMatchObject({ connection: undefined, expired: { database: 'warehouse' } });
  });
});

const BODY = JSON.stringify({
  relation: { schema: 'public', name: 'orders' },
  mapping: { version: 1, fields: [{ to: 'id', column: 'id' }] },
});
const REPORT = mockReport({
  source: { relation: { schema: 'public', name: 'orders' } },
  mapping: { version: 1, fields: [] },
});
const progress = (rows: number) => ({ progress: { rows, estimatedRows: 30, seconds: rows / 10 } });

/** Responds with these chunks and then ends or interrupts the response. */
function respondWith(chunks: readonly (string | Uint8Array)[], breaksOff = false) {
  server.use(
    http.post('/api/v1/checks', () => {
      const encoder = new TextEncoder();
      const body = new ReadableStream<Uint8Array>({
        start: (controller) => {
          for (const chunk of chunks)
            controller.enqueue(typeof chunk === 'string' ? encoder.encode(chunk) : chunk);
          if (breaksOff) setTimeout(() => controller.error(new Error('reset')), 10);
          else controller.close();
        },
      });
      return new HttpResponse(body, { headers: { 'Content-Type': 'application/x-ndjson' } });
    }),
  );
}

async function check(signal = new AbortController().signal) {
  const seen: number[] = [];
  const report = await runCheck(BODY, signal, ({ rows }) => seen.push(rows));
  return { seen, report };
}

describe('check stream', () => {
  it('reports each complete line, wherever its bytes are split', async () => {
    connected({ ...mockConnection, token: 'mock 1' });
    const report = {
      ...REPORT,
      issues: [{ field: 0, to: 'é', code: 'not_json' as const, message: '', rows: 1, examples: [] }],
    };
    const text = [progress(1), progress(2), { report }].map((line) => `${JSON.stringify(line)}\n`).join('');
    const bytes = new TextEncoder().encode(text);
    respondWith([...bytes].map((byte) => new Uint8Array([byte])));
    expect(await check()).toEqual({ seen: [1, 2], report });
  });

  it.each([
    ['ends without a report', [JSON.stringify(progress(1)), '\n'], false, 'response_incomplete'],
    ['ends inside its last line', ['{"report":{"complete":true'], false, 'response_incomplete'],
    ['is interrupted', [`${JSON.stringify(progress(1))}\n`], true, 'response_incomplete'],
    ['has a line that is not JSON', ['<html>\n'], false, 'response_unreadable'],
    ['has a line that violates the contract', ['{"progress":{"rows":"1"}}\n'], false, 'response_unreadable'],
    [
      'ends with a problem',
      [`${JSON.stringify({ problem: new Refusal('connection_lost').problem })}\n`],
      false,
      'connection_lost',
    ],
  ])('is rejected if it %s', async (_what, chunks, breaksOff, code) => {
    respondWith(chunks, breaksOff);
    await expect(check()).rejects.toMatchObject({ code });
  });

  it('ends the session if the token has expired', async () => {
    connected({ ...mockConnection, token: 'mock 1' });
    server.use(
      mockCheck(async function* () {
        throw new Refusal('connection_expired');
      }),
    );
    await expect(check()).rejects.toMatchObject({ code: 'connection_expired' });
    expect(session.get().connection).toBeUndefined();
  });

  /** Responds with one line and keeps the response open. Resolves when the client aborts. */
  function endless(text = JSON.stringify(progress(1))) {
    const ended = new Promise<boolean>((resolve) => {
      server.use(
        http.post('/api/v1/checks', ({ request }) => {
          const line = new TextEncoder().encode(`${text}\n`);
          const start = (body: ReadableStreamDefaultController<Uint8Array>) => {
            body.enqueue(line);
            // Aborting a request ends the body.
            request.signal.addEventListener('abort', () => {
              resolve(true);
              body.error(request.signal.reason);
            });
          };
          return new HttpResponse(new ReadableStream<Uint8Array>({ start }));
        }),
      );
    });
    return ended;
  }

  it('is cancelled by its signal and rejects with its reason', async () => {
    const ended = endless();
    const asking = new AbortController();
    const run = runCheck(BODY, asking.signal, () => asking.abort('cancelled'));
    await expect(run).rejects.toBe('cancelled');
    expect(await ended).toBe(true);
  });

  it('ends the request after a line that violates the contract', async () => {
    const ended = endless('{"progress":{"rows":"1"}}');
    await expect(check()).rejects.toMatchObject({ code: 'response_unreadable' });
    expect(await ended).toBe(true);
  });

  it('ends the request if the progress cannot be shown', async () => {
    const ended = endless();
    const run = runCheck(BODY, new AbortController().signal, () => {
      throw new Error('not shown');
    });
    await expect(run).rejects.toMatchObject({ code: 'response_incomplete' });
    expect(await ended).toBe(true);
  });
});
