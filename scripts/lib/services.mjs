// @ts-check
import { randomBytes } from 'node:crypto';
import fs from 'node:fs';
import net from 'node:net';
import path from 'node:path';
import { ENGINE_BINARY, ENGINE_ENVIRONMENT, GATEWAY_ENTRY, STATE } from './paths.mjs';
import { UserError } from './supervisor.mjs';
import { waitUntil } from './wait.mjs';

/** @typedef {import('./supervisor.mjs').Supervisor} Supervisor */
/** @typedef {{child: import('./supervisor.mjs').Child, port: number, url: string}} Service */

const START_TIMEOUT_MS = 15_000;

/** Log levels that are also printed in the terminal. */
const PRINTED_LEVELS = ['warn', 'error', 'fatal'];

/**
 * Fails before minutes of building if a port that was asked for cannot be used.
 * @param {'PORT' | 'ENGINE_PORT'} variable
 * @param {string} fallback
 * @param {string} example another port, for the message
 * @param {string} [host] where the service will listen, by default on 127.0.0.1
 */
export async function requireFreePort(variable, fallback, example, host) {
  const port = process.env[variable] || fallback;
  if (!/^\d{1,5}$/.test(port) || Number(port) > 65535)
    throw new UserError(`${variable} is "${port}"; it takes a number from 0 to 65535.`);
  const script = process.env['npm_lifecycle_event'] ?? 'start';
  const again = `Choose another one: ${variable}=${example} npm ${script === 'start' ? script : `run ${script}`}`;
  await freePort(Number(port), host || undefined).catch(({ code }) => {
    if (code === 'EADDRINUSE') throw new UserError(`Port ${port} is in use. ${again}`);
    if (code === 'EACCES') throw new UserError(`Port ${port} cannot be used (${code}). ${again}`);
    throw new UserError(`No service can listen on ${host || '127.0.0.1'} (${code}).`);
  });
}

/**
 * @param {number} [wanted] 0 finds one; for programs that cannot do that themselves
 * @param {string} [host]
 * @returns {Promise<number>} a TCP port that is free now
 */
export async function freePort(wanted = 0, host = '127.0.0.1') {
  const server = net.createServer();
  await new Promise((resolve, reject) =>
    server.once('error', reject).listen(wanted, host, () => resolve(undefined)),
  );
  const { port } = /** @type {net.AddressInfo} */ (server.address());
  await new Promise((resolve) => server.close(resolve));
  return port;
}

/** @returns {string} the token that gateway and engine share */
export function engineToken() {
  return process.env['ENGINE_TOKEN'] || randomBytes(32).toString('hex');
}

/**
 * Writes the URL and the token of the engine to a file that a shell can source. Only this user can read it. The supervisor
 * removes it when it ends.
 * @param {Supervisor} supervisor
 * @param {{url: string, token: string}} engine
 */
export function writeEngineEnvironment(supervisor, { url, token }) {
  const quoted = token.replaceAll("'", "'\\''");
  const folder = fs.mkdtempSync(path.join(STATE, 'engine-'));
  supervisor.removeAtEnd(folder);
  const file = path.join(folder, 'engine.env');
  const lines = `export ENGINE_URL=${url}\nexport ENGINE_TOKEN='${quoted}'\n`;
  fs.writeFileSync(file, lines, { mode: 0o600 });
  // A link, so that the end of this script does not remove the file of a script that was started later. Some versions of Node.js 24
  // cannot remove a link whose target is gone, so it is replaced by a new one.
  const link = path.join(folder, 'link');
  fs.symlinkSync(file, link);
  fs.renameSync(link, ENGINE_ENVIRONMENT);
}

/**
 * @param {Supervisor} supervisor
 * @param {{token: string, port?: string, env?: NodeJS.ProcessEnv, quiet?: boolean}} options `quiet`: its warnings are in its log only
 * @returns {Promise<Service>}
 */
export function startEngine(
  supervisor,
  { token, port = process.env['ENGINE_PORT'] || '0', env, quiet = false },
) {
  const environment = { ...process.env, ENGINE_TOKEN: token, ENGINE_PORT: port, ...env };
  return startService(supervisor, 'engine', ENGINE_BINARY, [], environment, quiet);
}

/**
 * @param {Supervisor} supervisor
 * @param {{engine: {token: string, url: string}, demoUrl: string, env?: NodeJS.ProcessEnv, nodeArgs?: string[], quiet?: boolean}} options
 * @returns {Promise<Service>}
 */
export function startGateway(supervisor, { engine, demoUrl, env, nodeArgs = [], quiet = false }) {
  const environment = {
    NODE_ENV: 'production',
    ...process.env,
    ENGINE_URL: engine.url,
    ENGINE_TOKEN: engine.token,
    DEMO_DATABASE_URL: demoUrl,
    ...env,
  };
  return startService(
    supervisor,
    'gateway',
    process.execPath,
    [...nodeArgs, GATEWAY_ENTRY],
    environment,
    quiet,
  );
}

/**
 * Starts a program that logs lines of JSON, and waits until it listens.
 * @param {Supervisor} supervisor
 * @param {string} name
 * @param {string} command
 * @param {string[]} args
 * @param {NodeJS.ProcessEnv} env
 * @param {boolean} [quiet]
 * @returns {Promise<Service>}
 */
async function startService(supervisor, name, command, args, env, quiet = false) {
  /** @type {{host: string, port: number} | undefined} */
  let address;
  const onLine = (/** @type {string} */ line) => {
    const entry = parseLogLine(line);
    if (entry?.msg === 'listening') address = { host: String(entry.host), port: Number(entry.port) };
    else if (!quiet && PRINTED_LEVELS.includes(String(entry?.level))) {
      const reason = entry?.reason ?? entry?.hint ?? entry?.code;
      console.error(`  ${name}: ${entry?.msg}${reason === undefined ? '' : ` (${reason})`}`);
    }
  };
  const child = supervisor.start(name, command, args, { env, onLine });
  await waitUntil(() => address !== undefined || !child.isRunning(), START_TIMEOUT_MS);
  if (address === undefined) throw new UserError(`${name} does not listen. Its log: ${child.log}`);
  return { child, port: address.port, url: urlOf(address) };
}

/**
 * @param {{host: string, port: number}} address
 * @returns {string} the URL for a client on this machine
 */
function urlOf({ host, port }) {
  if (['0.0.0.0', '::'].includes(host)) return `http://127.0.0.1:${port}`;
  return `http://${net.isIPv6(host) ? `[${host}]` : host}:${port}`;
}

/**
 * @param {string} line
 * @returns {{msg?: unknown, host?: unknown, port?: unknown, level?: unknown, reason?: unknown, hint?: unknown, code?: unknown} | undefined}
 */
function parseLogLine(line) {
  try {
    const value = JSON.parse(line);
    return typeof value === 'object' && value !== null ? value : undefined;
  } catch {
    return undefined;
  }
}
