import {
  API_PREFIX,
  streams,
  type CheckReport,
  type ReportProgress,
  type StreamEndpoint,
} from '@rowhook/contracts';
import type { z } from 'zod';
import { parse, requestHeaders, toError } from './client';
import { session } from './connection';
import { ApiError, type LocalErrorCode } from './errors';

type StreamName = keyof typeof streams;
type LineOf<Name extends StreamName> = z.output<(typeof streams)[Name]['line']>;

/**
 * Calls a stream endpoint and yields its lines as they arrive, each valid under the contract. Throws an `ApiError`, or the signal's
 * reason when it was aborted. There is no deadline: a stream lasts as long as its rows. Whoever stops reading early aborts the signal.
 */
export async function* stream<Name extends StreamName>(
  name: Name,
  bodyText: string,
  signal: AbortSignal,
): AsyncGenerator<LineOf<Name>, void> {
  const endpoint: StreamEndpoint & { line: z.ZodType } = streams[name];
  const token = endpoint.authorized ? session.get().connection?.token : undefined;
  let broken: LocalErrorCode = 'gateway_unreachable';
  try {
    const response = await fetch(API_PREFIX + endpoint.path, {
      method: endpoint.method,
      headers: requestHeaders(`${endpoint.mediaType}, application/problem+json`, token, true),
      body: bodyText,
      signal,
    });
    if (!response.ok) throw toError(await response.text(), token);
    broken = 'answer_incomplete';
    for await (const text of linesOf(response)) {
      const line = endpoint.line.safeParse(parse(text));
      if (!line.success) throw new ApiError('answer_unreadable');
      yield line.data as LineOf<Name>;
    }
  } catch (error) {
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

/**
 * Applies a mapping to every row and resolves with the report. Rejects with an `ApiError`, also if the stream ends without a
 * report, or with the signal's reason.
 */
export async function runCheck(
  bodyText: string,
  signal: AbortSignal,
  onProgress: (progress: ReportProgress) => void,
): Promise<CheckReport> {
  for await (const line of stream('createCheck', bodyText, signal)) {
    if ('report' in line) return line.report;
    if ('problem' in line) throw new ApiError(line.problem.code, line.problem);
    onProgress(line.progress);
  }
  throw new ApiError('answer_incomplete');
}
