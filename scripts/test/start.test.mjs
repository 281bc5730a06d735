// @ts-check
import assert from 'node:assert/strict';
import { execFileSync, spawn } from 'node:child_process';
import fs from 'node:fs';
import net from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, test } from 'node:test';
import { ROOT } from '../lib/paths.mjs';
import { freePort } from '../lib/services.mjs';
import { waitUntil } from '../lib/wait.mjs';
import { listeningPorts, processes, processTree } from './processes.mjs';

/** @typedef {{pid: number, exitCode: Promise<number | null>, output: () => string}} Start */

/** The first start of a clean clone builds everything. */
const READY_WITHIN_MS = 900_000;
const STOPPED_WITHIN_MS = 15_000;

/** Not the file of an `npm start` that the user runs. */
const ENGINE_ENVIRONMENT = path.join(ROOT, '.rowhook/engine-test.env');

/** Each start has its own temporary folder, because other programs also change the folder of the system. @type {string} */
let temporary;
/** @type {Start[]} */
let started = [];

beforeEach(() => {
  temporary = fs.mkdtempSync(path.join(os.tmpdir(), 'rowhook-start-test-'));
  fs.chmodSync(temporary, 0o755);
});

// The children of a run lead their own process groups, so a signal to the run does not reach them.
process.once('SIGTERM', () => {
  for (const { pid } of started) signalGroup(pid, 'SIGTERM');
  process.exit(1);
});

// A failed test must not disturb the next one.
afterEach(async () => {
  for (const { pid, exitCode } of started) {
    signalGroup(pid, 'SIGTERM');
    await within(exitCode);
  }
  started = [];
  fs.rmSync(temporary, { recursive: true, force: true });
});

/**
 * @param {NodeJS.ProcessEnv} [env]
 * @param {string} [script] of package.json
 * @returns {Start}
 */
function npmStart(env = {}, script = 'start') {
  const child = spawn('npm', ['run', script], {
    cwd: ROOT,
    // Since Node.js 22, npm keeps compiled code in TMPDIR for the next npm.
    env: {
      ...process.env,
      NODE_DISABLE_COMPILE_CACHE: '1',
      PORT: '0',
      TMPDIR: temporary,
      DATABASE_URL: undefined,
      ROWHOOK_TEST_ENGINE_ENV: ENGINE_ENVIRONMENT,
      ...env,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: true,
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (output += chunk));
  /** @type {Promise<number | null>} */
  const exitCode = new Promise((resolve) => child.once('close', (code) => resolve(code)));
  const run = { pid: child.pid ?? -1, exitCode, output: () => output };
  started.push(run);
  return run;
}

/** @param {NodeJS.ProcessEnv} [env] */
async function readyStart(env) {
  const run = npmStart(env);
  let ended = false;
  void run.exitCode.then(() => (ended = true));
  await waitUntil(() => ended || run.output().includes('Ready after'), READY_WITHIN_MS);
  const url = /Ready after \d+ s: +(http:\S+)/.exec(run.output())?.[1];
  assert.ok(url, `npm start printed no URL:\n${run.output()}`);
  const tree = processTree(run.pid);
  return { ...run, url, tree, ports: listeningPorts(tree) };
}

/**
 * Expects that all processes and listening ports of the run have ended, and that the temporary folder is unchanged.
 * @param {Awaited<ReturnType<typeof readyStart>>} run
 */
async function assertNothingLeft({ tree, ports }) {
  const left = () => processes().filter(({ pid }) => tree.has(pid));
  // npm may exit before its children, which take some time to stop.
  await waitUntil(() => left().length === 0, STOPPED_WITHIN_MS);
  assert.deepEqual(left(), [], 'processes are left');
  for (const port of ports) assert.equal(await connects(port), false, `port ${port} still listens`);
  assert.deepEqual(fs.readdirSync(temporary), [], 'temporary files are left');
  assert.deepEqual(sharedMemoryOf(tree), [], 'shared memory is left');
  assert.ok(!fs.existsSync(ENGINE_ENVIRONMENT), 'the token of the engine is left');
}

/** Expects that `. .rowhook/engine.env`, under the name of this test, gives the URL and the token of the engine, to this user only. */
async function assertEngineEnvironment() {
  assert.equal(fs.statSync(ENGINE_ENVIRONMENT).mode & 0o777, 0o600);
  const script = '. .rowhook/engine-test.env && printf "%s %s" "$ENGINE_URL" "$ENGINE_TOKEN"';
  const [url, token] = execFileSync('sh', ['-c', script], { cwd: ROOT, encoding: 'utf8' }).split(' ');
  const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' };
  const { status } = await fetch(`${url}/v1/verify`, { method: 'POST', headers, body: '{}' });
  assert.equal(status, 400, 'the token is accepted and the body is not');
}

/**
 * @param {Set<number>} creators
 * @returns {string[]} System V segments (Linux only)
 */
function sharedMemoryOf(creators) {
  const table = '/proc/sysvipc/shm';
  if (!fs.existsSync(table)) return [];
  const lines = fs.readFileSync(table, 'utf8').trim().split('\n').slice(1);
  return lines.filter((line) => creators.has(Number(line.trim().split(/\s+/)[4])));
}

/** @param {number} port */
function connects(port) {
  return new Promise((resolve) => {
    const socket = net.connect(port, '127.0.0.1', () => (socket.destroy(), resolve(true)));
    socket.once('error', () => resolve(false));
  });
}

/**
 * @param {Promise<number | null>} exitCode
 * @returns {Promise<number | null | 'still running'>}
 */
function within(exitCode) {
  const late = new Promise((resolve) => setTimeout(resolve, STOPPED_WITHIN_MS, 'still running').unref());
  return /** @type {Promise<any>} */ (Promise.race([exitCode, late]));
}

/**
 * @param {number} leader
 * @param {NodeJS.Signals} signal
 */
function signalGroup(leader, signal) {
  try {
    process.kill(-leader, signal);
  } catch {
    // The process has ended.
  }
}

/**
 * @param {Set<number>} tree
 * @param {RegExp} command
 */
function findIn(tree, command) {
  const found = processes().find((one) => tree.has(one.pid) && command.test(one.command));
  assert.ok(found, `no process ${command}`);
  return found.pid;
}

describe('npm start', () => {
  test('serves the page and its health checks', async () => {
    const run = await readyStart();
    const page = await fetch(run.url);
    assert.equal(page.status, 200);
    assert.match(page.headers.get('content-type') ?? '', /^text\/html/);
    assert.match(await page.text(), /<title>[^<]*Rowhook/);
    assert.equal((await fetch(`${run.url}/healthz`)).status, 200);
    assert.equal((await fetch(`${run.url}/readyz`)).status, 200);
    assert.equal(run.ports.size, 3, 'gateway, engine and Postgres listen, nothing else');
    await assertEngineEnvironment();
    process.kill(run.pid, 'SIGTERM');
    assert.equal(await within(run.exitCode), 0);
    await assertNothingLeft(run);
  });

  for (const [how, stop] of /** @type {[string, (pid: number) => void][]} */ ([
    ['Ctrl-C, which reaches the whole terminal group', (pid) => signalGroup(pid, 'SIGINT')],
    ['SIGINT to npm', (pid) => process.kill(pid, 'SIGINT')],
    ['SIGTERM to npm', (pid) => process.kill(pid, 'SIGTERM')],
    ['a closed terminal', (pid) => signalGroup(pid, 'SIGHUP')],
    ['npm killed', (pid) => process.kill(pid, 'SIGKILL')],
  ])) {
    test(`leaves nothing after ${how}`, async () => {
      const run = await readyStart();
      stop(run.pid);
      assert.notEqual(await within(run.exitCode), 'still running');
      await assertNothingLeft(run);
    });
  }

  for (const [name, command] of /** @type {[string, RegExp][]} */ ([
    ['gateway', /gateway\/dist\/server\.js/],
    ['engine', /rowhook-engine/],
    ['postgres', /bin\/postgres -D/],
  ])) {
    test(`stops, prints the reason and leaves nothing when ${name} is killed`, async () => {
      const run = await readyStart();
      process.kill(findIn(run.tree, command), 'SIGKILL');
      assert.equal(await within(run.exitCode), 1);
      assert.match(run.output(), new RegExp(`${name} was ended by SIGKILL`));
      await assertNothingLeft(run);
    });
  }

  test('leaves nothing when the script itself is killed', async () => {
    const run = await readyStart();
    process.kill(findIn(run.tree, /node scripts\/start\.mjs/), 'SIGKILL');
    await run.exitCode;
    await assertNothingLeft(run);
  });

  test('reports a port in use and how to choose another one', async () => {
    const server = net.createServer();
    await new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve(undefined)));
    const { port } = /** @type {net.AddressInfo} */ (server.address());
    for (const [script, again] of /** @type {const} */ ([
      ['start', 'npm start'],
      ['dev', 'npm run dev'],
    ])) {
      for (const variable of ['PORT', 'ENGINE_PORT']) {
        const run = npmStart({ [variable]: String(port) }, script);
        assert.equal(await within(run.exitCode), 1);
        assert.match(
          run.output(),
          new RegExp(`Port ${port} is in use\\. Choose another one: ${variable}=\\d+ ${again}`),
        );
      }
    }
    server.close();
  });

  test('rejects an invalid port', async () => {
    const run = npmStart({ PORT: 'abc' });
    assert.equal(await within(run.exitCode), 1);
    assert.match(run.output(), /PORT is "abc"; it takes a number from 0 to 65535/);
  });

  // Linux has all addresses of 127.0.0.0/8.
  test('listens on HOST and ENGINE_HOST', { skip: process.platform !== 'linux' }, async () => {
    const run = await readyStart({ HOST: '127.0.0.2', ENGINE_HOST: '127.0.0.3', ENGINE_PORT: '' });
    assert.match(run.url, /^http:\/\/127\.0\.0\.2:/);
    assert.equal((await fetch(run.url)).status, 200);
    // Ready once the gateway reaches the engine.
    assert.equal((await fetch(`${run.url}/readyz`)).status, 200);
    const { port } = new URL(run.url);
    const again = npmStart({ HOST: '127.0.0.2', PORT: port });
    assert.equal(await within(again.exitCode), 1);
    assert.match(again.output(), new RegExp(`Port ${port} is in use`));
    process.kill(run.pid, 'SIGTERM');
    await run.exitCode;
    await assertNothingLeft(run);
  });

  test('uses PORT, ENGINE_PORT and ENGINE_TOKEN', async () => {
    const [port, enginePort] = [await freePort(), await freePort()];
    const token = 'a-token-chosen-by-the-user-0123456789';
    const run = await readyStart({
      PORT: String(port),
      ENGINE_PORT: String(enginePort),
      ENGINE_TOKEN: token,
    });
    assert.equal(run.url, `http://127.0.0.1:${port}`);
    assert.ok(run.ports.has(enginePort));
    /** @param {string} bearer */
    const verify = (bearer) =>
      fetch(`http://127.0.0.1:${enginePort}/v1/verify`, {
        method: 'POST',
        headers: { authorization: `Bearer ${bearer}`, 'content-type': 'application/json' },
        body: '{}',
      });
    assert.equal((await verify('another')).status, 401);
    assert.equal((await verify(token)).status, 400);
    process.kill(run.pid, 'SIGTERM');
    await run.exitCode;
    await assertNothingLeft(run);
  });
});
