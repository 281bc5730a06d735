import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { ConnectionRequest } from '@rowhook/contracts';
import type { Config } from '../config.js';
import { connectionExpired, type ConnectionTokens } from '../connection-token.js';
import { resolveDatabase, type Database } from '../database.js';

declare module 'fastify' {
  interface FastifyRequest {
    /** Undefined for a route without `authorize`. */
    authorization: Authorization | undefined;
  }
}

export interface Authorization {
  /** What the connection token contains. */
  sealed: ConnectionRequest;
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
    const sealed = await tokens.open(token);
    const database = resolveDatabase(sealed, config.databases);
    if (database === undefined) throw connectionExpired();
    request.authorization = { sealed, database };
  };
}
