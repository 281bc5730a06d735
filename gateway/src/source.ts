import type { ConnectionRequest } from '@rowhook/contracts';
import type { Config } from './config.js';
import type { EngineRequest } from './engine-client.js';

/** What the engine connects with. */
export type Source = EngineRequest<'verify'>;

/** The source a request means; undefined when it asks for a database that this installation does not offer. */
export function resolveSource(request: ConnectionRequest, offered: Config['sources']): Source | undefined {
  if (!('use' in request)) return request;
  const connectionString = offered[request.use];
  return connectionString === undefined ? undefined : { connectionString, sslmode: request.sslmode };
}
