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

/** The name of the key in sessionStorage, of the lock that every open tab holds, and of the channel between the tabs. */
const NAME = 'rowhook.connection';

/** A connection as it is kept, and as one tab gives it to another. */
const ConnectionOfTab = z.object({
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
  tabStorage.keep(NAME, connection && isShared !== true ? JSON.stringify({ connection, use }) : undefined);
});

function restore(): Session {
  const { connection, use } = ConnectionOfTab.safeParse(tabStorage.readJson(NAME)).data ?? {};
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

/** A tab that the browser has frozen may not reply. */
const REPLY_MS = 3000;

const RequestMessage = z.object({ request: z.string() });
const ReplyMessage = z.object({
  /** The request. */
  to: z.string(),
  /** When the tab was used last. */
  usedAt: z.number(),
  /** Undefined without a connection. */
  kept: ConnectionOfTab.optional(),
});
type ReplyMessage = z.infer<typeof ReplyMessage>;

/**
 * Takes over the connection of the tab that was used last, unless this one has a connection; then replies to the tabs that are
 * opened later. Without the Web Locks API, which browsers have on loopback and under HTTPS, each tab is on its own: nothing says
 * whether there is a reply to wait for.
 */
export async function shareConnection(): Promise<void> {
  if (!('locks' in navigator)) return;
  const channel = new BroadcastChannel(NAME);
  const { connection, expired } = session.get();
  if (connection === undefined && expired === undefined) {
    const { held = [] } = await navigator.locks.query();
    const tabs = held.filter(({ name }) => name === NAME).length;
    const replies = tabs === 0 ? [] : await requestConnections(channel, tabs);
    const kept = replies.sort((a, b) => b.usedAt - a.usedAt).find((reply) => reply.kept)?.kept;
    if (kept !== undefined) connected(kept.connection, kept.use, true);
  }
  replyToTabs(channel);
}

/** The replies of this many tabs, or of those that reply in time. */
function requestConnections(channel: BroadcastChannel, tabs: number): Promise<ReplyMessage[]> {
  return new Promise((resolve) => {
    const request = crypto.randomUUID();
    const replies: ReplyMessage[] = [];
    const end = () => {
      channel.removeEventListener('message', onMessage);
      clearTimeout(timer);
      resolve(replies);
    };
    const onMessage = ({ data }: MessageEvent) => {
      const reply = ReplyMessage.safeParse(data).data;
      if (reply?.to !== request) return;
      replies.push(reply);
      if (replies.length === tabs) end();
    };
    const timer = setTimeout(end, REPLY_MS);
    channel.addEventListener('message', onMessage);
    channel.postMessage({ request });
  });
}

/** Replies until the tab is closed. */
function replyToTabs(channel: BroadcastChannel): void {
  let usedAt = Date.now();
  for (const type of ['focus', 'pointerdown', 'keydown'])
    window.addEventListener(type, () => (usedAt = Date.now()), { capture: true });
  channel.addEventListener('message', ({ data }: MessageEvent) => {
    const request = RequestMessage.safeParse(data).data?.request;
    if (request === undefined) return;
    const { connection, use } = session.get();
    const reply: ReplyMessage = { to: request, usedAt, kept: connection && { connection, use } };
    channel.postMessage(reply);
  });
  void navigator.locks.request(NAME, { mode: 'shared' }, () => new Promise(() => undefined));
}
