import { Connection, Understood } from '@rowhook/contracts';
import { z } from 'zod';
import { tabStorage } from '../lib/storage';
import { createStore } from '../lib/store';

/** A database that the installation offers, for which nothing has to be typed. */
const OfferedDatabase = z.enum(['demo', 'configured']);
type OfferedDatabase = z.infer<typeof OfferedDatabase>;

/** A connection whose token has expired. */
const Expired = Understood.extend({
  /** Set if the connection was one that the installation offers. */
  use: OfferedDatabase.optional(),
  /** Whether the page connects again without asking. */
  reconnects: z.boolean(),
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
export const ConnectionOfTab = z.object({ connection: Connection, use: OfferedDatabase.optional() });

/** The content of sessionStorage: the connection, or the one that has expired. */
const Stored = z.union([ConnectionOfTab, z.object({ expired: Expired })]);

/**
 * The connection of this tab. The gateway seals its token, which expires. The token is in sessionStorage, so that the connection
 * survives a reload. After it has expired, only host, port, database, user, `sslmode` and `channel_binding` stay there. The connection
 * string and the password are stored only as part of the encrypted token.
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
  return { ...none, expired: { ...connection.understood, use, reconnects: use !== undefined } };
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
  const reconnects = use !== undefined && Date.now() - connectedAt > LASTS_MS;
  session.set({ number, connection: undefined, expired: { ...connection.understood, use, reconnects } });
}
