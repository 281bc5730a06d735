// @ts-check
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { WebSocket } from 'undici';

const RESPONDS_WITHIN_MS = 30_000;

/**
 * Collects garbage in a Node.js process by the protocol of its inspector, https://chromedevtools.github.io/devtools-protocol/v8/
 * @param {number} inspectorPort
 * @returns {Promise<number>} kB of the objects that remain in its main thread, and of the memory outside of the heap that they own
 */
export async function kbInUse(inspectorPort) {
  const targets = await fetch(`http://127.0.0.1:${inspectorPort}/json/list`);
  const [{ webSocketDebuggerUrl }] = /** @type {[{webSocketDebuggerUrl: string}]} */ (await targets.json());
  const socket = new WebSocket(webSocketDebuggerUrl);
  const signal = AbortSignal.timeout(RESPONDS_WITHIN_MS);
  await once(socket, 'open', { signal });
  const call = async (/** @type {string} */ method, params = {}) => {
    socket.send(JSON.stringify({ id: 1, method, params }));
    const [{ data }] = await once(socket, 'message', { signal });
    return JSON.parse(data).result;
  };
  await call('HeapProfiler.collectGarbage');
  const expression = 'process.memoryUsage().heapUsed + process.memoryUsage().external';
  const { result } = await call('Runtime.evaluate', { expression });
  socket.close();
  assert.equal(typeof result.value, 'number', 'the inspector returned no number');
  return result.value / 1024;
}
