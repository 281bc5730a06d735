import type { Socket } from 'node:net';
import { connecting, withListener, type Reproductions } from './reproduction.js';

const hangUp = (socket: Socket) => socket.once('data', () => socket.destroy());
const speakHttp = (socket: Socket) =>
  socket.once('data', () => socket.end('HTTP/1.1 400 Bad Request\r\n\r\n'));
/** Accepts TLS and then sends no TLS handshake. */
const failAtTls = (socket: Socket) =>
  socket.once('data', () => {
    socket.write('S');
    socket.once('data', () => socket.end('no TLS record'));
  });
/** The error that Postgres sends if no line of its pg_hba.conf matches a login. */
const refuseByHba = (socket: Socket) =>
  socket.once('data', () => {
    const fields = ['SFATAL', 'VFATAL', 'C28000', 'Mno pg_hba.conf entry', 'Fauth.c', 'L544'];
    const body = Buffer.from([...fields, 'RClientAuthentication', '', ''].join('\0'));
    const head = Buffer.from('E\0\0\0\0');
    head.writeInt32BE(body.length + 4, 1);
    socket.end(Buffer.concat([head, body]));
  });
const staySilent = (): void => undefined;

/** Problems before a session exists. */
export const connectingProblems = {
  connection_string_invalid: (stack) => connecting(stack, 'postgres://app:a@b/c@db.internal/shop'),
  connection_parameter_not_allowed: (stack) =>
    connecting(stack, `${stack.database.connectionString()}?options=-c%20statement_timeout%3D0`),
  host_not_allowed: (stack) =>
    connecting(stack, stack.database.connectionString({ host: '169.254.169.254' })),
  authentication_failed: (stack) => connecting(stack, stack.database.connectionString({ password: 'wrong' })),
  database_not_found: (stack) => connecting(stack, stack.database.connectionString({ database: 'nowhere' })),
  login_refused: async (stack) => {
    const { database } = stack;
    const closed = `${database.name}_closed`;
    await database.server(`CREATE DATABASE ${closed} ALLOW_CONNECTIONS false`);
    try {
      return await connecting(stack, database.connectionString({ database: closed }));
    } finally {
      await database.server(`DROP DATABASE ${closed}`);
    }
  },
  // A server that requires TLS would need a certificate and its own pg_hba.conf, so this sends its error.
  tls_required: (stack) =>
    withListener(refuseByHba, (port) =>
      connecting(
        stack,
        `${stack.database.connectionString({ host: '127.0.0.1', port: String(port) })}?sslmode=disable`,
      ),
    ),
  dns_failed: (stack) => connecting(stack, stack.database.connectionString({ host: 'nowhere.invalid' })),
  connect_refused: async (stack) => {
    const closed = await withListener(staySilent, (port) => Promise.resolve(port));
    return connecting(stack, stack.database.connectionString({ host: '127.0.0.1', port: String(closed) }));
  },
  tls_failed: (stack) =>
    withListener(failAtTls, (port) =>
      connecting(
        stack,
        `${stack.database.connectionString({ host: '127.0.0.1', port: String(port) })}?sslmode=require`,
      ),
    ),
  not_postgres: (stack) =>
    withListener(speakHttp, (port) =>
      connecting(stack, stack.database.connectionString({ host: '127.0.0.1', port: String(port) })),
    ),
  connection_lost: (stack) =>
    withListener(hangUp, (port) =>
      connecting(stack, stack.database.connectionString({ host: '127.0.0.1', port: String(port) })),
    ),
  connect_timeout: (stack) =>
    withListener(staySilent, (port) =>
      connecting(stack, stack.database.connectionString({ host: '127.0.0.1', port: String(port) })),
    ),
  database_busy: async (stack) => {
    const { database } = stack;
    await database.server(`ALTER ROLE ${database.role} CONNECTION LIMIT 0`);
    try {
      // Differs from the pool's connection string, so that the engine opens a new session.
      return await connecting(stack, `${database.connectionString()}?sslmode=disable`);
    } finally {
      await database.server(`ALTER ROLE ${database.role} CONNECTION LIMIT -1`);
    }
  },
} satisfies Reproductions;
