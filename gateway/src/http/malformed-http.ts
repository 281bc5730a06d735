import { randomUUID } from 'node:crypto';
import { STATUS_CODES, type ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import { PROBLEM_MEDIA_TYPE } from '@rowhook/contracts';
import { ProblemError, toProblem } from './problems.js';
import { REQUEST_ID_HEADER } from './request-id.js';

interface NodeSocket extends Socket {
  /** Internal to Node: the response to the request that runs. It exists as soon as the headers of the request are read. */
  _httpMessage?: ServerResponse | null;
}

/** Responds to what Node cannot parse as HTTP, or not in time. There is no request object yet, so the response is written by hand. */
export function respondToMalformedHttp(error: Error & { code?: string }, socket: NodeSocket): void {
  const running = socket._httpMessage;
  // A second response would be mixed with one that has begun, or be taken for that to an earlier request.
  const isTaken = running != null && (running.headersSent || running.req.complete);
  if (error.code === 'ECONNRESET' || !socket.writable || isTaken) {
    socket.destroy();
    return;
  }
  if (error.code === 'ERR_HTTP_REQUEST_TIMEOUT') {
    socket.end('HTTP/1.1 408 Request Timeout\r\nContent-Length: 0\r\nConnection: close\r\n\r\n');
    return;
  }
  const problem = toProblem(
    error.code === 'HPE_HEADER_OVERFLOW'
      ? new ProblemError('request_too_large', 'The headers may have at most 64 KiB together.')
      : new ProblemError('request_invalid', 'This is not an HTTP request.'),
    randomUUID(),
  );
  const body = JSON.stringify(problem);
  const head = [
    `HTTP/1.1 ${problem.status} ${STATUS_CODES[problem.status]}`,
    `Content-Type: ${PROBLEM_MEDIA_TYPE}`,
    `Content-Length: ${Buffer.byteLength(body)}`,
    `${REQUEST_ID_HEADER}: ${problem.requestId}`,
    'Cache-Control: no-store',
    'Connection: close',
  ];
  socket.end([...head, '', body].join('\r\n'));
}
