import { http, delay } from 'msw';
import { afterEach, describe, expect, it } from 'vitest';
import { server } from '../testing/server';
import { call, expectAnswersWithin } from './client';
import { ApiFailure } from './failure';

describe('a call', () => {
  afterEach(() => expectAnswersWithin(17_000));

  it('waits for as long as the gateway may take, and for its answer on the way', async () => {
    server.use(http.get('/api/v1/relations', () => delay('infinite')));
    expectAnswersWithin(-2_900);
    const failure = await call('listRelations', { query: {} }).catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(ApiFailure);
    expect(failure).toMatchObject({ code: 'gateway_timeout' });
  });
});
