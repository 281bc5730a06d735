import type { Connection, Server } from '@rowhook/contracts';
import { createStore } from '../lib/store';

export interface Session {
  /** Counts the connections of this page, so that answers of one never serve another. */
  number: number;
  connection: Connection | undefined;
  /** What the last connection was to, where it ended because its token expired. */
  expired: Pick<Server, 'user' | 'host' | 'database'> | undefined;
}

/** The connection and its token live in this memory only: not in the URL, nor in any storage of the browser. */
export const session = createStore<Session>({ number: 0, connection: undefined, expired: undefined });

export function connected(connection: Connection): void {
  session.set({ number: session.get().number + 1, connection, expired: undefined });
}

/** Ends the connection of a token that has expired; one that was made since then stays. */
export function expire(token: string): void {
  const { number, connection } = session.get();
  if (connection?.token !== token) return;
  const { user, host, database } = connection.server;
  session.set({ number, connection: undefined, expired: { user, host, database } });
}

/** Whether a host as it is written is the machine itself. */
export function isLoopback(host: string): boolean {
  return /^(?:localhost|::1|\[::1\]|127(?:\.\d+){1,3})$/i.test(host);
}
