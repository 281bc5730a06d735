import type { IncomingMessage, Server } from 'node:http';
import { Socket } from 'node:net';
import type { FastifyInstance } from 'fastify';

/** Limits for what a client can occupy. Times are in milliseconds. */
export interface ClientLimits {
  /** For the head of a request. */
  headTimeout: number;
  /** For a whole request: 2 MiB over a slow connection. */
  requestTimeout: number;
  /** How often Node checks these two. */
  checkingInterval: number;
  /** How long a connection may be idle between two requests. */
  keepAliveTimeout: number;
  /** How long a client may read nothing. */
  stallTimeout: number;
  /** How long a client may take to read a whole response. */
  responseTimeout: number;
  /** Open connections. A browser opens up to six. */
  connections: number;
  /** Bytes of large responses in memory at once, from the engine's first byte until the client has read the last. */
  responseMemory: number;
}

export const CLIENT_LIMITS: ClientLimits = {
  headTimeout: 10_000,
  requestTimeout: 30_000,
  checkingInterval: 1_000,
  keepAliveTimeout: 5_000,
  stallTimeout: 10_000,
  responseTimeout: 120_000,
  connections: 512,
  responseMemory: 256 * 1024 * 1024,
};

/** Fastify's options for the time that receiving a request may take. */
export const requestTimeouts = (limits: ClientLimits) => ({
  requestTimeout: limits.requestTimeout,
  keepAliveTimeout: limits.keepAliveTimeout,
  http: { headersTimeout: limits.headTimeout, connectionsCheckingInterval: limits.checkingInterval },
});

declare module 'fastify' {
  interface FastifyContextConfig {
    /** Whether the response is a stream, which may take any time. */
    stream?: boolean;
  }
}

/** Disconnects clients that do not read their responses, and limits the number of connections. */
export function registerClientLimits(
  app: FastifyInstance,
  { stallTimeout, responseTimeout, connections }: ClientLimits,
): void {
  limitConnections(app.server, connections);
  /** A stream may be silent for longer than a client may stall. */
  const cutIfStalled = (socket: Socket) => {
    if (socket.writableLength > 0) socket.destroy();
    else socket.setTimeout(stallTimeout);
  };
  app.addHook('onSend', async ({ routeOptions }, { raw }) => {
    // Node closes the socket at this timeout, and sets another one after the response.
    if (raw.socket instanceof Socket) raw.socket.setTimeout(stallTimeout);
    if (routeOptions.config.stream === true) {
      raw.on('timeout', cutIfStalled);
      return;
    }
    const timer = setTimeout(() => raw.destroy(), responseTimeout);
    raw.once('close', () => clearTimeout(timer));
  });
}

/** Beyond the limit, a new connection replaces the oldest one that has no complete request. */
function limitConnections(server: Server, limit: number): void {
  const requests = new Map<Socket, IncomingMessage | undefined>();
  server.on('connection', (socket) => {
    if (requests.size >= limit) {
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
