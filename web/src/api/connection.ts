import type { Connection, Server } from '@rowhook/contracts';
import { createStore } from '../lib/store';

export interface Session {
  /** Counts the connections of this page. Part of every query key, so that no answer is used for another connection. */
  number: number;
  connection: Connection | undefined;
  /** The last connection, if its token expired. */
  expired: Pick<Server, 'user' | 'host' | 'database'> | undefined;
}

/** The connection and its token are kept in memory only, not in the URL or in any storage. */
export const session = createStore<Session>({ number: 0, connection: undefined, expired: undefined });

export function connected(connection: Connection): void {
  session.set({ number: session.get().number + 1, connection, expired: undefined });
}

/** Ends the connection with an expired token. A newer connection stays. */
export function expire(token: string): void {
  const { number, connection } = session.get();
  if (connection?.token !== token) return;
  const { user, host, database } = connection.server;
  session.set({ number, connection: undefined, expired: { user, host, database } });
}

/** Whether a host name is the loopback interface. */
export function isLoopback(host: string): boolean {
  return /^(?:localhost|::1|\[::1\]|127(?:\.\d+){1,3})$/i.test(host);
}
