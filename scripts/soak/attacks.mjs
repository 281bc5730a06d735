// @ts-check
// Attacks on a service. Each one ends by itself and returns the status of the response, or the state of its socket.
import net from 'node:net';
import { brotliCompressSync } from 'node:zlib';

/** @typedef {{port: number, path: string, token: string}} Target `path` takes JSON by POST from holders of the token */

const MB = 1024 * 1024;
/** The time limit of endless attacks. */
const ATTACK_MS = 2_000;

/** @type {Record<string, (target: Target) => Promise<string>>} */
export const ATTACKS = {
  'two megabytes without a token': ({ port, path }) =>
    exchange(port, post(port, path, { body: `{"a":"${'x'.repeat(2 * MB)}"}` })),
  'a megabyte of braces without a token': ({ port, path }) =>
    exchange(port, post(port, path, { body: listOf('{}', MB) })),
  'compressed zeros to an unknown path': ({ port }) =>
    exchange(port, post(port, '/nothing', { body: ZEROS, headers: ['Content-Encoding: br'] })),
  'a chunk size without an end': ({ port, path }) =>
    exchange(
      port,
      [`POST ${path} HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\nTransfer-Encoding: chunked\r\n\r\n`],
      {
        endless: '1'.repeat(65_536),
      },
    ),
  'a head without an end': ({ port }) =>
    exchange(port, [`GET /healthz HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\nX: `], { endless: 'x' }),
  'a body that trickles': ({ port, path }) =>
    exchange(port, [`POST ${path} HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\nContent-Length: 1000000\r\n\r\n`], {
      endless: '{',
    }),
  'nothing at all': ({ port }) => exchange(port, []),
  'a mapping of empty fields': ({ port, path, token }) =>
    exchange(port, post(port, path, { body: mappingOf(listOf('{}', 2 * MB - 1_000)), token })),
  'a mapping of zeros': ({ port, path, token }) =>
    exchange(port, post(port, path, { body: mappingOf(listOf('0', 2 * MB - 1_000)), token })),
  'unknown members': ({ port, path, token }) =>
    exchange(port, post(port, path, { body: `{${membersOf(100_000)}}`, token })),
  'brackets in brackets': ({ port, path, token }) =>
    exchange(port, post(port, path, { body: mappingOf('['.repeat(MB) + ']'.repeat(MB - 1_000)), token })),
  'a response that is not read': ({ port, path, token }) =>
    exchange(port, post(port, path, { body: mappingOf('[]'), token }), { reads: false }),
};

const ZEROS = brotliCompressSync(Buffer.alloc(64 * MB));

/** @param {string} fields */
const mappingOf = (fields) =>
  `{"relation":{"schema":"public","name":"t"},"mapping":{"version":1,"fields":${fields}}}`;

/** @param {string} item @param {number} bytes */
const listOf = (item, bytes) => `[${`${item},`.repeat(bytes / (item.length + 1))}${item}]`;

/** @param {number} count */
const membersOf = (count) => Array.from({ length: count }, (_, i) => `"k${i}":0`).join();

/**
 * @param {number} port
 * @param {string} path
 * @param {{body: string | Buffer, token?: string, headers?: string[]}} request
 * @returns {(string | Buffer)[]}
 */
function post(port, path, { body, token, headers = [] }) {
  const lines = [
    `POST ${path} HTTP/1.1`,
    `Host: 127.0.0.1:${port}`,
    'Content-Type: application/json',
    `Content-Length: ${Buffer.byteLength(body)}`,
    ...(token === undefined ? [] : [`Authorization: Bearer ${token}`]),
    ...headers,
  ];
  return [`${lines.join('\r\n')}\r\n\r\n`, body];
}

/**
 * @param {number} port
 * @param {(string | Buffer)[]} pieces sent first
 * @param {{endless?: string, reads?: boolean}} [how] `endless` is sent repeatedly
 * @returns {Promise<string>} the status of the response, `closed`, or `open` after ATTACK_MS
 */
function exchange(port, pieces, { endless, reads = true } = {}) {
  return new Promise((resolve) => {
    const socket = net.connect(port, '127.0.0.1');
    const end = (/** @type {string} */ outcome) => {
      clearTimeout(timer);
      clearInterval(trickle);
      socket.destroy();
      resolve(outcome);
    };
    const timer = setTimeout(() => end('open'), ATTACK_MS);
    const trickle = setInterval(() => {
      if (endless !== undefined && !socket.writableNeedDrain) socket.write(endless);
    }, 10);
    // A server that has responded closes the connection without reading the rest.
    socket.on('error', () => {});
    socket.on('close', () => end('closed'));
    if (reads)
      socket.once('data', (data) => end(/^HTTP\/1\.1 (\d+)/.exec(data.toString('latin1'))?.[1] ?? 'other'));
    for (const piece of pieces) socket.write(piece);
  });
}
