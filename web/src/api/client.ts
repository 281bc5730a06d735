import {
  API_PREFIX,
  Problem,
  endpoints,
  streams,
  type Endpoint,
  type EndpointName,
  type RequestOf,
  type ResponseOf,
  type CheckReport,
  type ReportProgress,
} from '@rowhook/contracts';
import { ApiError, type LocalErrorCode } from './errors';
import { expire, session } from './session';

/** Added to the engine's time limit. More than the two seconds that the gateway adds, so that the gateway reports its timeout first. */
const MARGIN_MS = 5_000;

/** The time limit of a request in the engine. This default applies until the settings are read. */
let timeLimitMs = 15_000;

export function setTimeLimit(ms: number): void {
  timeLimitMs = ms;
}

interface AnyRequest {
  query?: Record<string, string>;
  body?: unknown;
}

/**
 * Calls one endpoint of the table. Resolves with a response that keeps the contract; rejects with an `ApiError`, or
 * with the signal's reason when it was aborted. A response that says that the token has expired ends the session.
 */
export function call<Name extends EndpointName>(
  name: Name,
  request: RequestOf<(typeof endpoints)[Name]>,
  signal?: AbortSignal,
): Promise<ResponseOf<(typeof endpoints)[Name]>> {
  const { query, body } = request as AnyRequest;
  return callWithText(name, body === undefined ? undefined : JSON.stringify(body), signal, query);
}

/** Like `call`, with the text of the body: an object would not keep the order and number of its keys. */
export async function callWithText<Name extends EndpointName>(
  name: Name,
  bodyText: string | undefined,
  signal?: AbortSignal,
  query?: Record<string, string>,
): Promise<ResponseOf<(typeof endpoints)[Name]>> {
  const endpoint: Endpoint = endpoints[name];
  const token = endpoint.authorized ? session.get().connection?.token : undefined;
  try {
    const { ok, text } = await send(endpoint, query, bodyText, token, signal);
    if (!ok) throw toError(text, token);
    const parsed = endpoint.response.safeParse(parse(text));
    if (!parsed.success) throw new ApiError('response_unreadable');
    return parsed.data as ResponseOf<(typeof endpoints)[Name]>;
  } catch (error) {
    signal?.throwIfAborted();
    throw error instanceof ApiError ? error : new ApiError('page_failed');
  }
}

/** Resolves once the body has arrived. */
async function send(
  endpoint: Endpoint,
  query: Record<string, string> | undefined,
  bodyText: string | undefined,
  token: string | undefined,
  signal: AbortSignal | undefined,
): Promise<{ ok: boolean; text: string }> {
  const search = query === undefined ? '' : `?${new URLSearchParams(query)}`;
  const deadline = AbortSignal.timeout(timeLimitMs + MARGIN_MS);
  try {
    const response = await fetch(API_PREFIX + endpoint.path + search, {
      method: endpoint.method,
      headers: requestHeaders('application/json', token, bodyText !== undefined),
      body: bodyText ?? null,
      signal: signal === undefined ? deadline : AbortSignal.any([signal, deadline]),
    });
    return { ok: response.ok, text: await response.text() };
  } catch {
    throw new ApiError(deadline.aborted ? 'gateway_timeout' : 'gateway_unreachable');
  }
}

/** A receiver's schema as it is sent. */
export interface SentSchema {
  /** Stands for the text in query keys, which are compared often. */
  id: number;
  /** The text of the document. */
  text: string;
  /** Of an OpenAPI document. */
  component?: string | undefined;
}

/** The text of a request with a mapping, which an object would not keep as it is written. */
export function withMapping(members: object, mappingText: string, schema: SentSchema | undefined): string {
  const component = schema?.component === undefined ? '' : `,"component":${JSON.stringify(schema.component)}`;
  const schemaText = schema === undefined ? '' : `,"schema":${schema.text}${component}`;
  return `{${JSON.stringify(members).slice(1, -1)},"mapping":${mappingText}${schemaText}}`;
}

/**
 * Applies a mapping to every row and resolves with the report. Rejects with an `ApiError`, also if the stream ends without a
 * report, or with the signal's reason. There is no deadline: a check lasts as long as its rows.
 */
export async function runCheck(
  bodyText: string,
  signal: AbortSignal,
  onProgress: (progress: ReportProgress) => void,
): Promise<CheckReport> {
  const { method, path, mediaType, line: schema } = streams.createCheck;
  const token = session.get().connection?.token;
  let broken: LocalErrorCode = 'gateway_unreachable';
  const failed = new AbortController();
  try {
    const response = await fetch(API_PREFIX + path, {
      method,
      headers: requestHeaders(`${mediaType}, application/problem+json`, token, true),
      body: bodyText,
      signal: AbortSignal.any([signal, failed.signal]),
    });
    if (!response.ok) throw toError(await response.text(), token);
    broken = 'response_incomplete';
    for await (const text of linesOf(response)) {
      const line = schema.safeParse(parse(text)).data;
      if (line === undefined) throw new ApiError('response_unreadable');
      if ('report' in line) return line.report;
      if ('problem' in line) throw new ApiError(line.problem.code, line.problem);
      onProgress(line.progress);
    }
    throw new ApiError(broken);
  } catch (error) {
    // A request that nobody reads would keep its place among the exports.
    failed.abort();
    signal.throwIfAborted();
    throw error instanceof ApiError ? error : new ApiError(broken);
  }
}

/** The complete lines of a body. A beginning without a line end is left out: the rest of it is missing. */
async function* linesOf({ body }: Response): AsyncGenerator<string> {
  if (body === null) return;
  const reader = body.getReader();
  const decoder = new TextDecoder();
  let pending = '';
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return;
    const parts = (pending + decoder.decode(value, { stream: true })).split('\n');
    pending = parts.pop() ?? '';
    for (const part of parts) if (part.trim() !== '') yield part;
  }
}

function requestHeaders(accept: string, token: string | undefined, hasBody: boolean): Headers {
  const headers = new Headers({ Accept: accept });
  if (token !== undefined) headers.set('Authorization', `Bearer ${token}`);
  if (hasBody) headers.set('Content-Type', 'application/json');
  return headers;
}

/** The error of a failed response. Ends the session if its token has expired. */
function toError(text: string, token: string | undefined): ApiError {
  const problem = Problem.safeParse(parse(text));
  if (token !== undefined && problem.data?.code === 'connection_expired') expire(token);
  return problem.success
    ? new ApiError(problem.data.code, problem.data)
    : new ApiError('response_unreadable');
}

/** Parses the text of a response, or throws an `ApiError`. */
function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new ApiError('response_unreadable');
  }
}
