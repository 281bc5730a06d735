import { endpoints } from '@rowhook/contracts';
import { postJson, startGateway } from '../../support/gateway.js';
import { startEngine } from '../support/engine-process.js';
import { callerOf } from '../support/stack.js';
import { connecting, withListener, type Reproductions } from './reproduction.js';

/** Problems between gateway and engine. */
export const engineProblems = {
  unauthorized: ({ engine }) => postJson(`${engine.url}/v1/verify`, { connectionString: 'postgres://a@b/c' }),
  engine_unavailable: async () => {
    const engine = await startEngine();
    const gateway = await startGateway({ ENGINE_URL: engine.url });
    await engine.stop();
    try {
      return await callerOf(gateway)(endpoints.createConnection, {
        body: { connectionString: 'postgres://a@b/c' },
      });
    } finally {
      await gateway.app.close();
    }
  },
  engine_timeout: async (stack) => {
    stack.engine.freeze();
    try {
      return await connecting(stack, stack.database.connectionString());
    } finally {
      stack.engine.thaw();
    }
  },
  overloaded: async (stack) => {
    const engine = await startEngine({ PREVIEW_MAX: '1' });
    const gateway = await startGateway({ ENGINE_URL: engine.url });
    const call = callerOf(gateway);
    try {
      return await withListener(
        () => undefined,
        async (port) => {
          const silent = stack.database.connectionString({ host: '127.0.0.1', port: String(port) });
          const body = { connectionString: silent };
          // The first request keeps the only slot until it times out, so one of the others must be rejected.
          const all = Array.from({ length: 3 }, () => call(endpoints.createConnection, { body }));
          return await Promise.race(all);
        },
      );
    } finally {
      await gateway.app.close();
      await engine.stop();
    }
  },
} satisfies Reproductions;
