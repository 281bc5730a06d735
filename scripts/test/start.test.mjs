// @ts-check
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import net from 'node:net';
import path from 'node:path';
import { describe, test } from 'node:test';
import { endGroup } from '../lib/cleanup.mjs';
import { ROOT } from '../lib/paths.mjs';
import { freePort } from '../lib/services.mjs';
import * as npm from './npm-script.mjs';
import { findIn, within } from './npm-script.mjs';

/** Not the file of an `npm start` that the user runs. */
const ENGINE_ENVIRONMENT = path.join(ROOT, '.rowhook/engine-test.env');

/**
 * @param {NodeJS.ProcessEnv} [env]
 * @param {string} [script] of package.json
 */
function start(env, script) {
  const own = { PORT: '0', DATABASE_URL: undefined, ROWHOOK_TEST_ENGINE_ENV: ENGINE_ENVIRONMENT };
  return npm.start(ROOT, { ...own, ...env }, script);
}

/** @param {NodeJS.ProcessEnv} [env] */
async function ready(env) {
  const run = await npm.ready(start(env));
  const url = /Ready after \d+ s: +(http:\S+)/.exec(run.output())?.[1];
  assert.ok(url, `npm start printed no URL:\n${run.output()}`);
  return { ...run, url };
}

/** @param {string | undefined} url of the engine @param {string | undefined} token */
async function statusOfEngine(url, token) {
  const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' };
  const { status } = await fetch(`${url}/v1/verify`, { method: 'POST', headers, body: '{}' });
  return status;
}

/** Expects that sourcing the file sets URL and token of the engine, and that only this user can read it. */
async function assertEngineEnvironment() {
  assert.equal(fs.statSync(ENGINE_ENVIRONMENT).mode & 0o777, 0o600);
  const script = '. .rowhook/engine-test.env && printf "%s %s" "$ENGINE_URL" "$ENGINE_TOKEN"';
  const [url, token] = execFileSync('sh', ['-c', script], { cwd: ROOT, encoding: 'utf8' }).split(' ');
  assert.equal(await statusOfEngine(url, token), 400, 'the token is accepted and the body is not');
}

/** @param {npm.Ready} run */
async function assertNothingLeft(run) {
  await npm.assertNothingLeft(run);
  assert.ok(!fs.existsSync(ENGINE_ENVIRONMENT), 'the token of the engine is left');
}

describe('npm start', () => {
  test('serves the page and its health checks', async () => {
    const run = await ready();
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

  test('uses HOST, PORT, ENGINE_HOST, ENGINE_PORT and ENGINE_TOKEN, and stops on Ctrl-C', async () => {
    // Only Linux has all addresses of 127.0.0.0/8.
    const [host, engineHost] =
      process.platform === 'linux' ? ['127.0.0.2', '127.0.0.3'] : ['127.0.0.1', '127.0.0.1'];
    const [port, enginePort] = [await freePort(0, host), await freePort(0, engineHost)];
    const token = 'a-token-chosen-by-the-user-0123456789';
    const run = await ready({
      HOST: host,
      PORT: String(port),
      ENGINE_HOST: engineHost,
      ENGINE_PORT: String(enginePort),
      ENGINE_TOKEN: token,
    });
    assert.equal(run.url, `http://${host}:${port}`);
    assert.equal((await fetch(run.url)).status, 200);
    // Ready once the gateway reaches the engine.
    assert.equal((await fetch(`${run.url}/readyz`)).status, 200);
    const engine = `http://${engineHost}:${enginePort}`;
    assert.equal(await statusOfEngine(engine, 'another'), 401);
    assert.equal(await statusOfEngine(engine, token), 400);

    const again = start({ HOST: host, PORT: String(port) });
    assert.equal(await within(again.exitCode), 1);
    assert.match(again.output(), new RegExp(`Port ${port} is in use`));

    // The terminal sends the signal to its whole group.
    endGroup(run.pid, 'SIGINT');
    assert.notEqual(await within(run.exitCode), 'still running');
    await assertNothingLeft(run);
  });

  test('stops, prints the reason and leaves nothing when Postgres is killed', async () => {
    const run = await ready();
    process.kill(findIn(run, /bin\/postgres -D/), 'SIGKILL');
    assert.equal(await within(run.exitCode), 1);
    assert.match(run.output(), /postgres was ended by SIGKILL/);
    await assertNothingLeft(run);
  });

  test('leaves nothing when the script itself is killed', async () => {
    const run = await ready();
    process.kill(findIn(run, /node scripts\/start\.mjs/), 'SIGKILL');
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
        const run = start({ [variable]: String(port) }, script);
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
    const run = start({ PORT: 'abc' });
    assert.equal(await within(run.exitCode), 1);
    assert.match(run.output(), /PORT is "abc"; it takes a number from 0 to 65535/);
  });
});
