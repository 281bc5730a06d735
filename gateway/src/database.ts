import type { ConnectionRequest } from '@rowhook/contracts';
import type { Config } from './config.js';
import type { EngineRequest } from './engine/client.js';

/** The database to connect to, as the engine expects it. */
export type Database = EngineRequest<'verify'>;

/** Resolves `use`; undefined if this installation does not offer that database. */
export function resolveDatabase(
  request: ConnectionRequest,
  offered: Config['databases'],
): Database | undefined {
  if (!('use' in request)) return request;
  const connectionString = offered[request.use];
  return connectionString === undefined ? undefined : { connectionString, sslmode: request.sslmode };
}
