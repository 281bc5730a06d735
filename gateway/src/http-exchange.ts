import { request, type Agent, type OutgoingHttpHeaders } from 'node:http';

export interface Outgoing {
  url: string;
  method: 'GET' | 'POST';
  headers: OutgoingHttpHeaders;
  body?: string;
  agent: Agent;
  /** Ends the exchange at any moment, before and after the answer has begun. */
  signal: AbortSignal;
}

export interface Answer {
  status: number;
  headers: NodeJS.Dict<string | string[]>;
  /** The whole body, read as UTF-8. */
  text: string;
}

/**
 * One HTTP request and its whole answer. A kept-alive socket that the server closed in the same moment is replaced
 * once, as Node's documentation of `request.reusedSocket` proposes: callers send only requests that may repeat.
 */
export async function exchange(outgoing: Outgoing): Promise<Answer> {
  try {
    return await attempt(outgoing);
  } catch (error) {
    if (!(error instanceof StaleSocket)) throw error;
    return attempt(outgoing);
  }
}

class StaleSocket extends Error {}

function attempt({ url, method, headers, body, agent, signal }: Outgoing): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const outgoing = request(url, { method, headers, agent, signal }, (incoming) => {
      const chunks: Buffer[] = [];
      incoming.on('data', (chunk: Buffer) => chunks.push(chunk));
      incoming.on('error', reject);
      incoming.on('end', () => {
        const text = Buffer.concat(chunks).toString('utf8');
        resolve({ status: incoming.statusCode ?? 0, headers: incoming.headers, text });
      });
    });
    outgoing.on('error', (error: NodeJS.ErrnoException) => {
      const stale = outgoing.reusedSocket && (error.code === 'ECONNRESET' || error.code === 'EPIPE');
      reject(stale ? new StaleSocket() : error);
    });
    outgoing.end(body);
  });
}
