import type { FastifyInstance } from 'fastify';
import { buildApp } from '../../src/app.js';
import { readConfig, type Config } from '../../src/config.js';
import { createEngine } from '../../src/engine/client.js';
import { CLIENT_LIMITS, type ClientLimits } from '../../src/http/client-limits.js';
import { Validators } from '../../src/validator/validators.js';

export const TEST_ENGINE_TOKEN = 'engine-token-for-tests';

export interface TestGateway {
  app: FastifyInstance;
  /** `http://127.0.0.1:port`, where the gateway listens. */
  origin: string;
  /** Every log line so far, as written. */
  logs: string[];
}

/** Starts a gateway on a free port, configured by these variables. Close it with `app.close()`. */
export async function startGateway(
  environment: NodeJS.ProcessEnv,
  limits: Partial<ClientLimits> = {},
): Promise<TestGateway> {
  const config = testConfig(environment);
  const logs: string[] = [];
  const engine = createEngine(config);
  const validators = createValidators();
  const logStream = { write: (line: string) => void logs.push(line) };
  const app = await buildApp({
    config,
    engine,
    validators,
    logStream,
    limits: { ...CLIENT_LIMITS, ...limits },
  });
  const origin = await app.listen({ host: config.host, port: config.port });
  return { app, origin, logs };
}

/** Node.js does not run TypeScript in worker threads, so they run the output of compile-threads.ts. */
export const createValidators = (deadlineMs?: number) =>
  new Validators(new URL('../../dist/validator/thread/thread.js', import.meta.url), deadlineMs);

export function testConfig(environment: NodeJS.ProcessEnv = {}): Config {
  return readConfig({ PORT: '0', ENGINE_TOKEN: TEST_ENGINE_TOKEN, LOG_LEVEL: 'debug', ...environment });
}

export function postJson(
  url: string,
  body: unknown,
  headers: Record<string, string> = {},
  signal?: AbortSignal,
): Promise<Response> {
  return fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: typeof body === 'string' ? body : JSON.stringify(body),
    ...(signal === undefined ? {} : { signal }),
  });
}
