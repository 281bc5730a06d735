// @ts-check
// Starts the servers of the browser tests: Postgres with the demo data, engine and gateway. Their programs must be built. Prints one line
// of environment variables, which ../playwright.config.ts reads.
import { main } from '../../scripts/lib/main.mjs';
import { DEMO, startPostgres } from '../../scripts/lib/postgres.mjs';
import { engineToken, startEngine, startGateway } from '../../scripts/lib/services.mjs';

// Playwright keeps this pipe open while it runs. A Playwright that is killed cannot stop its web server.
process.stdin.on('end', () => process.kill(process.pid, 'SIGTERM')).resume();

await main(async (supervisor) => {
  const postgres = await startPostgres(supervisor, DEMO, { name: 'postgres-browser' });
  const token = engineToken();
  const engine = await startEngine(supervisor, { token, port: '0' });
  const gateway = await startGateway(supervisor, {
    engine: { token, url: engine.url },
    demoUrl: postgres.demoUrl,
    env: { PORT: '0', DATABASE_URL: undefined },
  });
  const variables = {
    E2E_URL: gateway.url,
    E2E_DATABASE_URL: postgres.url,
    E2E_ENGINE_URL: engine.url,
    E2E_ENGINE_TOKEN: token,
  };
  console.log(
    Object.entries(variables)
      .map((variable) => variable.join('='))
      .join(' '),
  );
  return 'keep running';
});
