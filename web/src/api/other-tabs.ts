import { z } from 'zod';
import { ConnectionOfTab, connected, session } from './connection';

/** The lock that every open tab of the page shares, and the channel between them. */
const NAME = 'rowhook.connection';

/** A tab that the browser has frozen may not answer. */
const WAIT_MS = 3000;

const Question = z.object({ question: z.string() });
const Answer = z.object({
  /** The question. */
  to: z.string(),
  /** When the tab was used last. */
  usedAt: z.number(),
  /** Undefined without a connection. */
  kept: ConnectionOfTab.optional(),
});
type Answer = z.infer<typeof Answer>;

/**
 * Takes over the connection of the tab that was used last, unless this one has a connection; then answers the tabs that are
 * opened later. Without the Web Locks API, which browsers have on loopback and under HTTPS, each tab is on its own: nothing says
 * whether there is an answer to wait for.
 */
export async function shareConnection(): Promise<void> {
  if (!('locks' in navigator)) return;
  const channel = new BroadcastChannel(NAME);
  const { connection, expired } = session.get();
  if (connection === undefined && expired === undefined) {
    const { held = [] } = await navigator.locks.query();
    const tabs = held.filter(({ name }) => name === NAME).length;
    const answers = tabs === 0 ? [] : await ask(channel, tabs);
    const kept = answers.sort((a, b) => b.usedAt - a.usedAt).find((answer) => answer.kept)?.kept;
    if (kept !== undefined) connected(kept.connection, kept.use, true);
  }
  answerOthers(channel);
}

/** The answers of this many tabs, or of those that answer in time. */
function ask(channel: BroadcastChannel, tabs: number): Promise<Answer[]> {
  return new Promise((resolve) => {
    const question = crypto.randomUUID();
    const answers: Answer[] = [];
    const end = () => {
      channel.removeEventListener('message', take);
      clearTimeout(timer);
      resolve(answers);
    };
    const take = ({ data }: MessageEvent) => {
      const answer = Answer.safeParse(data).data;
      if (answer?.to !== question) return;
      answers.push(answer);
      if (answers.length === tabs) end();
    };
    const timer = setTimeout(end, WAIT_MS);
    channel.addEventListener('message', take);
    channel.postMessage({ question });
  });
}

/** Answers until the tab is closed. */
function answerOthers(channel: BroadcastChannel): void {
  let usedAt = Date.now();
  for (const type of ['focus', 'pointerdown', 'keydown'])
    window.addEventListener(type, () => (usedAt = Date.now()), { capture: true });
  channel.addEventListener('message', ({ data }: MessageEvent) => {
    const question = Question.safeParse(data).data?.question;
    if (question === undefined) return;
    const { connection, use } = session.get();
    const answer: Answer = { to: question, usedAt, kept: connection && { connection, use } };
    channel.postMessage(answer);
  });
  void navigator.locks.request(NAME, { mode: 'shared' }, () => new Promise(() => undefined));
}
