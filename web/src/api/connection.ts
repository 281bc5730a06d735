import { Connection, Understood } from '@rowhook/contracts';
import { z } from 'zod';
import { tabStorage } from '../lib/storage';
import { createStore } from '../lib/store';

/** A database that the installation offers, for which nothing has to be typed. */
export type OfferedDatabase = 'demo' | 'configured';

const Offered = z.enum(['demo', 'configured']).optional();

/** A connection whose token has expired. */
const Expired = Understood.extend({
  /** Set if the connection was one that the installation offers. */
  use: Offered,
  /** Whether it is made again without asking. */
  again: z.boolean(),
});

export interface Session {
  /** Counts the connections of this page. Part of every query key, so that no response is used for another connection. */
  number: number;
  connection: Connection | undefined;
  /** The last connection, if its token expired. */
  expired: z.infer<typeof Expired> | undefined;
  /** Set if the connection is one that the installation offers. */
  use?: OfferedDatabase | undefined;
  /** Whether another tab has given the connection to this one, which keeps it in memory only. */
  isShared?: boolean;
}

const KEY = 'rowhook.connection';

/** A connection as it is kept, and as one tab gives it to another. */
export const ConnectionOfTab = z.object({ connection: Connection, use: Offered });

/** What sessionStorage has: the connection, or which one has expired. */
const Stored = z.union([ConnectionOfTab, z.object({ expired: Expired })]);

/**
 * The connection of this tab. Its token is sealed by the gateway and expires; it is kept in sessionStorage, so that a reload goes
 * on. After it has expired, host, port, database and user are kept. The connection string and the password never are.
 */
export const session = createStore<Session>(restore());

session.subscribe(() => {
  const { connection, expired, use, isShared } = session.get();
  const stored: z.infer<typeof Stored> | undefined =
    connection === undefined ? expired && { expired } : isShared === true ? undefined : { connection, use };
  tabStorage.keep(KEY, stored && JSON.stringify(stored));
});

/** The session that the tab has kept. */
export function restore(): Session {
  const stored = Stored.safeParse(tabStorage.readJson(KEY)).data;
  const none: Session = { number: 0, connection: undefined, expired: undefined };
  if (stored === undefined) return none;
  if ('expired' in stored) return { ...none, expired: stored.expired };
  const { connection, use } = stored;
  if (Date.parse(connection.expiresAt) > Date.now()) return { ...none, number: 1, connection, use };
  return { ...none, expired: { ...connection.understood, use, again: use !== undefined } };
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
  const again = use !== undefined && Date.now() - connectedAt > LASTS_MS;
  session.set({ number, connection: undefined, expired: { ...connection.understood, use, again } });
}
