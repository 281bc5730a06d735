import { expect, it } from 'vitest';
import { startGateway } from '../../test/support/gateway.js';

const connectionString = 'postgres://app@db/shop';
const defaults = {
  demo: false,
  configured: false,
  timeLimitMs: 15_000,
  engineUrl: 'http://127.0.0.1:7070',
};

it.each([
  [{}, {}],
  [
    { DATABASE_URL: connectionString, ENGINE_URL: 'http://engine:7070' },
    { configured: true, engineUrl: 'http://engine:7070' },
  ],
  [{ DEMO_DATABASE_URL: connectionString }, { demo: true }],
  [{ REQUEST_TIMEOUT_MS: '60000' }, { timeLimitMs: 60_000 }],
  [
    { ENGINE_URL: 'http://engine:7070', PUBLISHED_ENGINE_URL: 'https://box/engine/' },
    { engineUrl: 'https://box/engine' },
  ],
])('with %j the settings have %j and no connection string', async (environment, expected) => {
  const { app, origin } = await startGateway(environment);
  const settings: unknown = await (await fetch(`${origin}/api/v1/settings`)).json();
  await app.close();
  expect(settings).toEqual({ version: expect.stringMatching(/^\d/) as string, ...defaults, ...expected });
});
