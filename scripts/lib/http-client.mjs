// @ts-check
import { Agent, request } from 'node:http';

/**
 * A client of one of the services with persistent connections.
 * @param {number} port
 * @param {string} token
 */
export function caller(port, token) {
  const agent = new Agent({ keepAlive: true });
  /**
   * @param {string} path
   * @param {unknown} [body] absent: GET
   * @returns {Promise<{status: number, text: string, ms: number}>}
   */
  const call = (path, body) =>
    new Promise((resolve, reject) => {
      const begin = performance.now();
      const text = body === undefined ? '' : JSON.stringify(body);
      const headers = {
        authorization: `Bearer ${token}`,
        ...(text ? { 'content-type': 'application/json', 'content-length': Buffer.byteLength(text) } : {}),
      };
      const options = { host: '127.0.0.1', port, path, agent, method: text ? 'POST' : 'GET', headers };
      request(options, (response) => {
        let text = '';
        response.setEncoding('utf8').on('data', (piece) => (text += piece));
        response.on('end', () =>
          resolve({ status: response.statusCode ?? 0, text, ms: performance.now() - begin }),
        );
        response.on('error', reject);
      })
        .on('error', reject)
        .end(text);
    });
  return { call, close: () => agent.destroy() };
}
