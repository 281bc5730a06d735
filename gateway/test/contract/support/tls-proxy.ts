import { execFileSync } from 'node:child_process';
import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Socket } from 'node:net';
import { TLSSocket } from 'node:tls';

const SSL_REQUEST_BYTES = 8;

export interface TlsProxy {
  port: number;
  stop(): void;
}

/**
 * Offers TLS with a new self-signed certificate in front of a Postgres without TLS: accepts the SSLRequest
 * (https://www.postgresql.org/docs/current/protocol-flow.html, SSL session encryption) and forwards the decrypted data.
 */
export async function startTlsProxy(target: { host: string; port: number }): Promise<TlsProxy> {
  const pem = execFileSync(
    'openssl',
    'req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -keyout - -days 2 -subj /CN=localhost'.split(
      ' ',
    ),
    { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] },
  );
  const sockets = new Set<Socket>();
  const server = createServer((client) => {
    sockets.add(client);
    client.on('error', () => client.destroy());
    client.once('readable', () => {
      if (client.read(SSL_REQUEST_BYTES) === null) return void client.destroy();
      client.write('S');
      const inside = new TLSSocket(client, { isServer: true, key: pem, cert: pem });
      const postgres = connect(target);
      sockets.add(postgres);
      for (const end of [inside, postgres]) {
        end.on('error', () => {
          inside.destroy();
          postgres.destroy();
        });
      }
      inside.pipe(postgres).pipe(inside);
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    port: (server.address() as AddressInfo).port,
    stop() {
      server.close();
      for (const socket of sockets) socket.destroy();
    },
  };
}
