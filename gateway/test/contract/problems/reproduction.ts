import { createServer, type AddressInfo, type Socket } from 'node:net';
import type { ProblemCode } from '@rowhook/contracts';
import { endpoints } from '@rowhook/contracts';
import type { Stack } from '../support/stack.js';

/** Causes a problem, returns the response with it, and cleans up. */
export type Reproduction = (stack: Stack) => Promise<Response>;
export type Reproductions = Partial<Record<ProblemCode, Reproduction>>;

/** Connects with this string. */
export function connecting(stack: Stack, connectionString: string): Promise<Response> {
  return stack.call(endpoints.createConnection, { body: { connectionString } });
}

/** Describes a source. */
export function describing(stack: Stack, body: object): Promise<Response> {
  return stack.call(endpoints.describeSource, { token: stack.token, body });
}

/** Takes a new sample of a relation of the test schema. */
export function sampling(stack: Stack, name: string): Promise<Response> {
  const body = { relation: { schema: 'shop', name }, refresh: true };
  return stack.call(endpoints.takeSample, { token: stack.token, body });
}

/** Runs `use` with a TCP server on a free port that handles every connection with `onSocket`. */
export async function withListener<T>(
  onSocket: (socket: Socket) => void,
  use: (port: number) => Promise<T>,
): Promise<T> {
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket.on('error', () => undefined));
    onSocket(socket);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  try {
    return await use((server.address() as AddressInfo).port);
  } finally {
    sockets.forEach((socket) => socket.destroy());
    server.close();
  }
}
