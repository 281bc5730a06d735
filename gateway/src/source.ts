import type { ConnectionRequest } from '@rowhook/contracts';
import type { Config } from './config.js';

/** What the engine connects with. */
export interface Source {
  connectionString: string;
  password?: string;
  sslmode?: 'require';
}

/** The source a request means; undefined when it asks for a database that this installation does not offer. */
export function resolveSource(request: ConnectionRequest, offered: Config['sources']): Source | undefined {
  const { sslmode } = request;
  const encryption = sslmode === undefined ? {} : { sslmode };
  if (!('use' in request)) {
    const { connectionString, password } = request;
    return { connectionString, ...(password === undefined ? {} : { password }), ...encryption };
  }
  const connectionString = offered[request.use];
  return connectionString === undefined ? undefined : { connectionString, ...encryption };
}
