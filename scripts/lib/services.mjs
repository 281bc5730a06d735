// @ts-check
import { randomBytes } from 'node:crypto';
import net from 'node:net';
import { Failure } from './failure.mjs';
import { ENGINE_BINARY, GATEWAY_ENTRY, ROOT } from './paths.mjs';
import { eventually } from './process-table.mjs';

/** @typedef {import('./family.mjs').Family} Family */
/** @typedef {import('./family.mjs').Child} Child */

const LISTENING_WITHIN_MS = 15_000;

/** The levels of log lines that the terminal shows as well. */
const TROUBLE = ['warn', 'error', 'fatal'];

/**
 * Fails early, before minutes of building, when a port that was asked for is in use.
 * @param {'PORT' | 'ENGINE_PORT'} variable
 * @param {string} fallback
 * @param {string} example another port, for the message
 */
export async function requireFreePort(variable, fallback, example) {
  const port = process.env[variable] ?? fallback;
  if (!/^\d{1,5}$/.test(port) || Number(port) > 65535)
    throw new Failure(`${variable} is "${port}"; it takes a number from 0 to 65535.`);
  const server = net.createServer();
  const code = await new Promise((resolve) => {
    server.once('error', (error) => resolve(/** @type {NodeJS.ErrnoException} */ (error).code));
    server.listen(Number(port), '127.0.0.1', () => resolve(undefined));
  });
  await new Promise((resolve) => server.close(resolve));
  const script = process.env['npm_lifecycle_event'] ?? 'start';
  const again = `${variable}=${example} npm ${script === 'start' ? 'start' : `run ${script}`}`;
  if (code === 'EADDRINUSE') throw new Failure(`Port ${port} is in use. Choose another one: ${again}`);
  if (code === 'EACCES')
    throw new Failure(`Port ${port} needs more rights than this user has. Choose another one: ${again}`);
}

/** @returns {string} the token that gateway and engine share */
export function engineToken() {
  return process.env['ENGINE_TOKEN'] || randomBytes(32).toString('hex');
}

/**
 * @param {Family} family
 * @param {{token: string, port?: string, env?: NodeJS.ProcessEnv, quiet?: boolean}} options `quiet`: its warnings stay in its log
 * @returns {Promise<{child: Child, port: number}>}
 */
export function startEngine(
  family,
  { token, port = process.env['ENGINE_PORT'] ?? '0', env = {}, quiet = false },
) {
  const all = { ...process.env, ENGINE_TOKEN: token, ENGINE_PORT: port, ...env };
  return startService(family, 'engine', ENGINE_BINARY, [], all, quiet);
}

/**
 * @param {Family} family
 * @param {{engine: {token: string, port: number}, demoUrl: string, env?: NodeJS.ProcessEnv, nodeArgs?: string[]}} options
 * @returns {Promise<{child: Child, port: number}>}
 */
export function startGateway(family, { engine, demoUrl, env = {}, nodeArgs = [] }) {
  const all = {
    NODE_ENV: 'production',
    ...process.env,
    ENGINE_URL: `http://127.0.0.1:${engine.port}`,
    ENGINE_TOKEN: engine.token,
    DEMO_DATABASE_URL: demoUrl,
    ...env,
  };
  return startService(family, 'gateway', process.execPath, [...nodeArgs, GATEWAY_ENTRY], all);
}

/**
 * Starts a program that logs JSON lines, and waits until it says that it listens. Its warnings and errors are shown.
 * @param {Family} family
 * @param {string} name
 * @param {string} command
 * @param {string[]} args
 * @param {NodeJS.ProcessEnv} env
 * @param {boolean} [quiet]
 */
async function startService(family, name, command, args, env, quiet = false) {
  /** @type {number | undefined} */
  let port;
  const onLine = (/** @type {string} */ line) => {
    const entry = parse(line);
    if (entry?.msg === 'listening' && typeof entry.port === 'number') port = entry.port;
    else if (!quiet && TROUBLE.includes(String(entry?.level))) {
      const why = entry?.reason ?? entry?.hint ?? entry?.code;
      console.error(`  ${name}: ${entry?.msg}${why === undefined ? '' : ` (${why})`}`);
    }
  };
  const child = family.start(name, command, args, { cwd: ROOT, env, onLine });
  await eventually(() => port !== undefined || !child.running(), LISTENING_WITHIN_MS);
  // A child that ended is a crash and reported as one; here there is only nothing to go on with.
  if (port === undefined) throw new Failure(`${name} does not listen. Its log: ${child.log}`);
  return { child, port };
}

/**
 * @param {string} line
 * @returns {{msg?: unknown, port?: unknown, level?: unknown, reason?: unknown, hint?: unknown, code?: unknown} | undefined}
 */
function parse(line) {
  try {
    const value = JSON.parse(line);
    return typeof value === 'object' && value !== null ? value : undefined;
  } catch {
    return undefined;
  }
}
