import { Connection, type Server } from '@rowhook/contracts';
import { z } from 'zod';
import { tabStorage } from '../lib/storage';
import { createStore } from '../lib/store';

/** A database that the installation offers, for which nothing has to be typed. */
export type OfferedDatabase = 'demo' | 'configured';

export interface Session {
  /** Counts the connections of this page. Part of every query key, so that no answer is used for another connection. */
  number: number;
  connection: Connection | undefined;
  /** The last connection, if its token expired. `use`: it is made again without asking. */
  expired: (Pick<Server, 'user' | 'host' | 'database'> & { use?: OfferedDatabase | undefined }) | undefined;
  /** Set if the connection is one that the installation offers. */
  use?: OfferedDatabase | undefined;
  /** Whether another tab has given the connection to this one, which keeps it in memory only. */
  isShared?: boolean;
}

/** The key in sessionStorage. */
const KEY = 'rowhook.connection';

/** A connection as it is kept, and as one tab gives it to another. */
export const ConnectionOfTab = z.object({
  connection: Connection,
  use: z.enum(['demo', 'configured']).optional(),
});

/**
 * The connection of this tab. Its token is sealed by the gateway and expires; it is kept in sessionStorage, so that a reload goes
 * on. The connection string is never kept.
 */
export const session = createStore<Session>(restore());

session.subscribe(() => {
  const { connection, use, isShared } = session.get();
  tabStorage.keep(KEY, connection && isShared !== true ? JSON.stringify({ connection, use }) : undefined);
});

function restore(): Session {
  const { connection, use } = ConnectionOfTab.safeParse(tabStorage.readJson(KEY)).data ?? {};
  if (connection === undefined) return { number: 0, connection: undefined, expired: undefined };
  if (Date.parse(connection.expiresAt) > Date.now())
    return { number: 1, connection, expired: undefined, use };
  return { number: 0, connection: undefined, expired: { ...connection.server, use } };
}

/** A connection that lasted less is not made again without asking: that might never end. */
const LASTS_MS = 5000;
let connectedAt = 0;

/** Begins a session. `use`: the connection is one that the installation offers. `isShared`: another tab has made it. */
export function connected(connection: Connection, use?: OfferedDatabase, isShared = false): void {
  connectedAt = Date.now();
  session.set({ number: session.get().number + 1, connection, expired: undefined, use, isShared });
}

/** Ends the connection with an expired token. A newer connection stays. */
export function expire(token: string): void {
  const { number, connection, use } = session.get();
  if (connection?.token !== token) return;
  const { user, host, database } = connection.server;
  const again = Date.now() - connectedAt > LASTS_MS ? use : undefined;
  session.set({ number, connection: undefined, expired: { user, host, database, use: again } });
}

/** Whether a host name is the loopback interface. */
export function isLoopback(host: string): boolean {
  return /^(?:localhost|::1|\[::1\]|127(?:\.\d+){1,3})$/i.test(host);
}
