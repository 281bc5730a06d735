import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { ConnectionRequest } from '@rowhook/contracts';
import type { Config } from '../config.js';
import { connectionExpired, type ConnectionTokens } from '../connection-token.js';
import type { EngineRequest } from '../engine/client.js';

declare module 'fastify' {
  interface FastifyRequest {
    /** Undefined for a route without `authorize`. */
    authorization: Authorization | undefined;
  }
}

/** The database to connect to, as the engine expects it. */
type Database = EngineRequest<'verify'>;

export interface Authorization {
  /** What the connection token contains. */
  connection: ConnectionRequest;
  /** The database that the connection token is for. */
  database: Database;
}

export function registerAuthorization(app: FastifyInstance): void {
  app.decorateRequest('authorization', undefined);
}

/** Makes a hook that opens the connection token of a request, before its body is read. */
export function authorize({ config, tokens }: { config: Config; tokens: ConnectionTokens }) {
  return async (request: FastifyRequest) => {
    const token = /^Bearer +(\S+)$/i.exec(request.headers.authorization ?? '')?.[1];
    if (token === undefined) throw connectionExpired();
    const connection = await tokens.open(token);
    const database = resolveDatabase(connection, config.databases);
    if (database === undefined) throw connectionExpired();
    request.authorization = { connection, database };
  };
}

/** Resolves `use`; undefined if this installation does not offer that database. */
export function resolveDatabase(
  request: ConnectionRequest,
  offered: Config['databases'],
): Database | undefined {
  if (!('use' in request)) return request;
  const connectionString = offered[request.use];
  return connectionString === undefined ? undefined : { connectionString, sslmode: request.sslmode };
}
