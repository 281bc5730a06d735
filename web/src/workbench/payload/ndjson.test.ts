import type { Payload } from '@rowhook/contracts';
import { expect, it } from 'vitest';
import { toNdjson } from './request';

const payload = (body: string | null): Payload => ({ key: null, body, bytes: body?.length ?? 0, issues: [] });

it('is the bodies as they are, each on a line, and nothing for rows without one', () => {
  const bodies = ['{"id":9007199254740993,"price":1.10,"a":1,"a":2}', '{"n":1e400,"t":"\\u0041"}'];
  expect(toNdjson([payload(bodies[0] ?? ''), payload(null), payload(bodies[1] ?? '')])).toBe(
    `${bodies.join('\n')}\n`,
  );
});
