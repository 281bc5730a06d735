// @vitest-environment happy-dom
import { setupServer } from 'msw/node';
import { expect, it, vi } from 'vitest';
import { mock } from './mocks';

it('mock reports the endpoint and the path if its response breaks the contract', async () => {
  const logged = vi.spyOn(console, 'error').mockImplementation(() => undefined);
  const broken = { version: '1', demo: 'yes', configured: false, timeLimitMs: 1 };
  const server = setupServer(mock('settings', () => broken as never));
  server.listen();
  const response = await fetch('/api/v1/settings').finally(() => server.close());
  const { code, detail } = (await response.json()) as { code: string; detail: string };
  expect(code).toBe('internal');
  expect(detail).toMatch(/^The mock "settings" \(GET \/settings\) breaks its contract at demo: /);
  expect(logged).toHaveBeenCalledWith(detail);
});
