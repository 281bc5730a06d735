import { gatewayApi } from '@rowhook/contracts/documents';
import { expect, it } from 'vitest';
import { withMockEngine } from '../../test/support/mocked-gateway.js';
import { version } from '../version.js';

const gateway = withMockEngine();

it('the OpenAPI document has a relative server URL, so that it works under any host name and port', async () => {
  const document: unknown = await (await fetch(`${gateway.origin}/docs/json`)).json();
  expect(document).toEqual({ ...gatewayApi(version), servers: [{ url: '/' }] });
});

it('the documentation has an HTML page without inline scripts or styles', async () => {
  const page = await fetch(`${gateway.origin}/docs/`);
  expect(page.status).toBe(200);
  expect(await page.text()).not.toMatch(/<style|style=|<script>|on[a-z]+="/);
});
