import type { Understood } from '@rowhook/contracts';
import { z } from 'zod';
import { ConnectionOfTab, connected, session } from './session';

/** The name of the lock that every open tab holds, and of the channel between the tabs. */
const NAME = 'rowhook.connection';

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
 * Takes over the connection of the tab that was used last, unless this tab has a connection. If the connection of this tab has
 * expired, takes over only a connection of the same user to the same database. Then replies to tabs that are opened later. Without
 * the Web Locks API, which browsers offer on loopback and under HTTPS, no connection is shared: nothing says whether there is a reply
 * to wait for.
 */
export async function shareConnection(): Promise<void> {
  if (!('locks' in navigator)) return;
  const channel = new BroadcastChannel(NAME);
  const { connection, expired } = session.get();
  if (connection === undefined && expired?.reconnects !== true) {
    const { held = [] } = await navigator.locks.query();
    const tabs = held.filter(({ name }) => name === NAME).length;
    const replies = tabs === 0 ? [] : await requestConnections(channel, tabs);
    const kept = replies
      .sort((a, b) => b.usedAt - a.usedAt)
      .flatMap((reply) => reply.kept ?? [])
      .find((each) => expired === undefined || isSameDatabaseAndUser(each.connection.understood, expired));
    if (kept !== undefined) connected(kept.connection, kept.use, true);
  }
  replyToTabs(channel);
}

function isSameDatabaseAndUser(one: Understood, other: Understood): boolean {
  return (['host', 'port', 'database', 'user'] as const).every((part) => one[part] === other[part]);
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
