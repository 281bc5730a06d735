import {
  API_PREFIX,
  Problem,
  endpoints,
  type Endpoint,
  type EndpointName,
  type RequestOf,
  type ResponseOf,
} from '@rowhook/contracts';
import { expire, session } from './connection';
import { ApiError } from './errors';

/** The gateway's own timeout is reported first. */
const MARGIN_MS = 3_000;

/** What the gateway takes at most unless its settings say otherwise. */
const ANSWERS_WITHIN_MS = 17_000;

export interface CallOptions {
  signal?: AbortSignal | undefined;
  /** How long the gateway may take. */
  answersWithinMs?: number | undefined;
  /** The text of the body, where an object would not keep the order and number of its keys. */
  bodyText?: string | undefined;
}

/**
 * Calls one endpoint of the table. Resolves with an answer that keeps the contract; rejects with an `ApiError`, or
 * with the signal's reason when it was aborted. An answer that the token has expired ends the session, whoever asked.
 */
export async function call<Name extends EndpointName>(
  name: Name,
  request: RequestOf<(typeof endpoints)[Name]>,
  options: CallOptions = {},
): Promise<ResponseOf<(typeof endpoints)[Name]>> {
  const endpoint: Endpoint = endpoints[name];
  const token = endpoint.authorized ? session.get().connection?.token : undefined;
  const { ok, text } = await send(
    endpoint,
    request as { query?: Record<string, string>; body?: unknown },
    token,
    options,
  );
  if (!ok) throw toError(text, token);
  const answer = parse(text);
  const parsed = endpoint.response.safeParse(answer);
  if (!parsed.success) throw new ApiError('answer_unreadable');
  return parsed.data as ResponseOf<(typeof endpoints)[Name]>;
}

/** The error of an answer that failed. Ends the session if its token has expired. */
export function toError(text: string, token: string | undefined): ApiError {
  const problem = Problem.safeParse(parse(text));
  if (token !== undefined && problem.data?.code === 'connection_expired') expire(token);
  return problem.success ? new ApiError(problem.data.code, problem.data) : new ApiError('answer_unreadable');
}

/** Parses the text of an answer, or throws an `ApiError`. */
export function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new ApiError('answer_unreadable');
  }
}

export function requestHeaders(accept: string, token: string | undefined, hasBody: boolean): Headers {
  const headers = new Headers({ Accept: accept });
  if (token !== undefined) headers.set('Authorization', `Bearer ${token}`);
  if (hasBody) headers.set('Content-Type', 'application/json');
  return headers;
}

/** Resolves once the body has arrived. */
async function send(
  endpoint: Endpoint,
  { query, body }: { query?: Record<string, string>; body?: unknown },
  token: string | undefined,
  { signal, answersWithinMs = ANSWERS_WITHIN_MS, bodyText }: CallOptions,
): Promise<{ ok: boolean; text: string }> {
  const search = query === undefined ? '' : `?${new URLSearchParams(query)}`;
  const deadline = AbortSignal.timeout(answersWithinMs + MARGIN_MS);
  try {
    const response = await fetch(API_PREFIX + endpoint.path + search, {
      method: endpoint.method,
      headers: requestHeaders('application/json', token, body !== undefined),
      ...(body === undefined ? {} : { body: bodyText ?? JSON.stringify(body) }),
      signal: signal === undefined ? deadline : AbortSignal.any([signal, deadline]),
    });
    return { ok: response.ok, text: await response.text() };
  } catch {
    signal?.throwIfAborted();
    throw new ApiError(deadline.aborted ? 'gateway_timeout' : 'gateway_unreachable');
  }
}
