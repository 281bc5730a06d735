import {
  API_PREFIX,
  endpoints,
  Problem,
  type Endpoint,
  type EndpointName,
  type RequestOf,
  type ResponseOf,
} from '@rowhook/contracts';
import { expire, session } from './connection';
import { ApiFailure } from './errors';

/** So that the gateway's own answer comes first. */
const MARGIN_MS = 3_000;

/** As long as nobody has said how long the gateway may take: what it takes by default. */
let answersWithinMs = 17_000;

/** Every call from now on waits for the gateway's answer for as long as the gateway waits for the engine's. */
export function expectAnswersWithin(milliseconds: number): void {
  answersWithinMs = milliseconds;
}

/**
 * Calls one endpoint of the table. Resolves with an answer that keeps the contract; rejects with an `ApiFailure`, or
 * with the signal's reason when it was aborted. An answer that the token has expired ends the session, whoever asked.
 */
export async function call<Name extends EndpointName>(
  name: Name,
  request: RequestOf<(typeof endpoints)[Name]>,
  signal?: AbortSignal,
): Promise<ResponseOf<(typeof endpoints)[Name]>> {
  const endpoint: Endpoint = endpoints[name];
  const token = endpoint.authorized ? session.get().connection?.token : undefined;
  const { ok, text } = await send(
    endpoint,
    request as { query?: Record<string, string>; body?: unknown },
    token,
    signal,
  );
  const answer = parse(text);
  if (!ok) {
    const problem = Problem.safeParse(answer);
    if (token !== undefined && problem.data?.code === 'connection_expired') expire(token);
    throw problem.success
      ? new ApiFailure(problem.data.code, problem.data)
      : new ApiFailure('answer_unreadable');
  }
  const parsed = endpoint.response.safeParse(answer);
  if (!parsed.success) throw new ApiFailure('answer_unreadable');
  return parsed.data as ResponseOf<(typeof endpoints)[Name]>;
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new ApiFailure('answer_unreadable');
  }
}

/** An answer counts once its body has arrived. */
async function send(
  endpoint: Endpoint,
  { query, body }: { query?: Record<string, string>; body?: unknown },
  token: string | undefined,
  signal: AbortSignal | undefined,
): Promise<{ ok: boolean; text: string }> {
  const headers = new Headers({ Accept: 'application/json' });
  if (token !== undefined) headers.set('Authorization', `Bearer ${token}`);
  if (body !== undefined) headers.set('Content-Type', 'application/json');
  const search = query === undefined ? '' : `?${new URLSearchParams(query)}`;
  const deadline = AbortSignal.timeout(answersWithinMs + MARGIN_MS);
  try {
    const response = await fetch(API_PREFIX + endpoint.path + search, {
      method: endpoint.method,
      headers,
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      signal: signal === undefined ? deadline : AbortSignal.any([signal, deadline]),
    });
    return { ok: response.ok, text: await response.text() };
  } catch {
    signal?.throwIfAborted();
    throw new ApiFailure(deadline.aborted ? 'gateway_timeout' : 'gateway_unreachable');
  }
}
