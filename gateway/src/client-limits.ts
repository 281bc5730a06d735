import type { IncomingMessage, Server } from 'node:http';
import { Socket } from 'node:net';
import type { FastifyInstance } from 'fastify';

/** For the head of a request, and for all of it: 2 MiB over a slow connection. Node checks every second. */
const HEAD_TIMEOUT_MS = 10_000;
const REQUEST_TIMEOUT_MS = 30_000;
const CHECKING_INTERVAL_MS = 1_000;

/** How long a connection may be idle between two requests. */
const KEEP_ALIVE_MS = 5_000;

/** How long a client may read nothing, and how long it may take to read the whole response. */
const STALL_MS = 10_000;
const RESPONSE_TIMEOUT_MS = 120_000;

/** A browser opens six. */
const CONNECTION_CAP = 512;

/** Fastify's options for the time that receiving a request may take. */
export const requestTimeouts = {
  requestTimeout: REQUEST_TIMEOUT_MS,
  keepAliveTimeout: KEEP_ALIVE_MS,
  http: { headersTimeout: HEAD_TIMEOUT_MS, connectionsCheckingInterval: CHECKING_INTERVAL_MS },
};

declare module 'fastify' {
  interface FastifyContextConfig {
    /** Whether the response is a stream, which may take any time. */
    stream?: boolean;
  }
}

/** Disconnects clients that do not read their responses, and limits the number of connections. */
export function registerClientLimits(app: FastifyInstance): void {
  boundConnections(app.server);
  app.addHook('onSend', async ({ routeOptions }, { raw }) => {
    // Node closes the socket at this timeout, and sets another one after the response.
    if (raw.socket instanceof Socket) raw.socket.setTimeout(STALL_MS);
    if (routeOptions.config.stream === true) {
      raw.on('timeout', cutIfStalled);
      return;
    }
    const timer = setTimeout(() => raw.destroy(), RESPONSE_TIMEOUT_MS);
    raw.once('close', () => clearTimeout(timer));
  });
}

/** A stream may be silent for longer than a client may stall. */
function cutIfStalled(socket: Socket): void {
  if (socket.writableLength > 0) socket.destroy();
  else socket.setTimeout(STALL_MS);
}

/** Beyond the limit, a new connection replaces the oldest one that has no complete request. */
function boundConnections(server: Server): void {
  const requests = new Map<Socket, IncomingMessage | undefined>();
  server.on('connection', (socket) => {
    if (requests.size >= CONNECTION_CAP) {
      const unused = [...requests].find(([, request]) => request?.complete !== true)?.[0] ?? socket;
      unused.destroy();
    }
    requests.set(socket, undefined);
    socket.once('close', () => requests.delete(socket));
  });
  server.on('request', (request, response) => {
    const { socket } = request;
    requests.set(socket, request);
    // Fastify, the file server, the log and these limits all listen for its end.
    response.setMaxListeners(20);
    response.once('close', () => {
      // Moves it to the end: it was used last.
      if (requests.delete(socket) && !socket.destroyed) requests.set(socket, undefined);
    });
  });
}
