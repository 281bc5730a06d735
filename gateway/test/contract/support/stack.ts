import { API_PREFIX, Connection, endpoints, type Endpoint, type StreamEndpoint } from '@rowhook/contracts';
import { postJson, startGateway, type TestGateway } from '../../support/gateway.js';
import { TestDatabase } from './database.js';
import { ENGINE_LIMITS, startEngine, type EngineProcess } from './engine-process.js';
import { SHOP_SQL } from './shop-tables.js';

/** The parts of a request to an endpoint. */
export interface CallInput {
  query?: Record<string, string>;
  body?: unknown;
  token?: string;
  signal?: AbortSignal;
}

/** A gateway, an engine and a database. */
export interface Stack {
  gateway: TestGateway;
  /** A test that kills the engine assigns the next one. */
  engine: EngineProcess;
  database: TestDatabase;
  /** A token for the role of the database. */
  token: string;
  call(endpoint: Endpoint | StreamEndpoint, input?: CallInput): Promise<Response>;
  stop(): Promise<void>;
}

export async function startStack(): Promise<Stack> {
  const database = await TestDatabase.create(SHOP_SQL);
  await database.server(`GRANT CONNECT ON DATABASE ${database.name} TO ${database.role}`);
  await database.admin(`REVOKE ALL ON shop.private FROM ${database.role}`);
  const engine = await startEngine();
  const { REQUEST_TIMEOUT_MS } = ENGINE_LIMITS;
  const gateway = await startGateway({ ENGINE_URL: engine.url, REQUEST_TIMEOUT_MS });
  const call = callerOf(gateway);
  const connected = await call(endpoints.createConnection, {
    body: { connectionString: database.connectionString() },
  });
  if (!connected.ok) throw new Error(await connected.text());
  const { token } = Connection.parse(await connected.json());
  const stack: Stack = {
    gateway,
    engine,
    database,
    token,
    call,
    async stop() {
      await gateway.app.close();
      await stack.engine.stop();
      await database.drop();
    },
  };
  return stack;
}

/** Calls endpoints of the table on this gateway. */
export function callerOf({ origin }: Pick<TestGateway, 'origin'>): Stack['call'] {
  return (endpoint, { query, body, token, signal } = {}) => {
    const parameters = query === undefined ? '' : `?${new URLSearchParams(query).toString()}`;
    const url = `${origin}${API_PREFIX}${endpoint.path}${parameters}`;
    const headers = token === undefined ? {} : { authorization: `Bearer ${token}` };
    return endpoint.body === undefined
      ? fetch(url, { method: endpoint.method, headers })
      : postJson(url, body, headers, signal);
  };
}
