import { problemCodes, problemKinds, problemType } from '@rowhook/contracts';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { startGateway, type TestGateway } from '../../test/support/gateway.js';

let gateway: TestGateway;
beforeAll(async () => {
  gateway = await startGateway({});
});
afterAll(() => gateway.app.close());

it.each(problemCodes)('problem type %s has a page with its title', async (code) => {
  const response = await fetch(gateway.origin + problemType(code));
  expect(response.status).toBe(200);
  expect(response.headers.get('content-type')).toContain('text/html');
  expect(await response.text()).toContain(`<h1>${problemKinds[code].title}</h1>`);
});
