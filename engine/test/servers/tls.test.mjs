// @ts-check
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { after, test } from 'node:test';
import { Arena, assertProblem } from './arena.mjs';

const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'rowhook-tls-'));
after(() => fs.rmSync(folder, { recursive: true }));
const file = (/** @type {string} */ name) => path.join(folder, name);
const openssl = (/** @type {string[]} */ ...args) =>
  execFileSync('openssl', args, { cwd: folder, stdio: 'pipe' });

for (const name of ['ours', 'foreign'])
  openssl(
    'req',
    '-x509',
    '-newkey',
    'rsa:2048',
    '-nodes',
    '-subj',
    `/CN=${name}`,
    '-days',
    '2',
    '-keyout',
    `${name}.key`,
    '-out',
    `${name}.crt`,
  );

/** A certificate for a name, signed by an authority. @param {string} by @param {string} name @param {string} days */
function certificate(by, name, days = '2') {
  openssl(
    'req',
    '-newkey',
    'rsa:2048',
    '-nodes',
    '-subj',
    `/CN=${name}`,
    '-addext',
    `subjectAltName=DNS:${name}`,
    '-keyout',
    'server.key',
    '-out',
    'server.csr',
  );
  openssl(
    'x509',
    '-req',
    '-in',
    'server.csr',
    '-CA',
    `${by}.crt`,
    '-CAkey',
    `${by}.key`,
    '-CAcreateserial',
    '-days',
    days,
    '-copy_extensions',
    'copy',
    '-out',
    'server.crt',
  );
}

const arena = await Arena.open({ SOURCE_CA_FILE: file('ours.crt') });
const server = await arena.postgres();

/** Restarts the server with the latest certificate. */
async function serveTls() {
  await server.shutDown();
  const { uid, gid } = fs.statSync(server.data);
  for (const name of ['server.key', 'server.crt']) {
    const at = path.join(server.data, name);
    fs.rmSync(at, { force: true });
    fs.copyFileSync(file(name), at);
    fs.chownSync(at, uid, gid);
    fs.chmodSync(at, 0o600);
  }
  await server.boot(['ssl=on']);
}
const at = (/** @type {string} */ parameters) =>
  arena.verify(arena.reader(server, { host: 'localhost', parameters }));

test('a valid certificate is accepted', async () => {
  certificate('ours', 'localhost');
  await serveTls();
  for (const parameters of [
    '',
    '?sslmode=require',
    '?sslmode=verify-ca',
    '?sslmode=verify-full',
    '?sslmode=prefer&channel_binding=require',
  ]) {
    const { status, body } = await at(parameters);
    assert.equal(status, 200, JSON.stringify(body));
    assert.equal(body.server.tls, true);
  }
});

test('a server that requires TLS rejects sslmode=disable', async () => {
  const hba = path.join(server.data, 'pg_hba.conf');
  const before = fs.readFileSync(hba, 'utf8');
  fs.writeFileSync(hba, 'hostssl all all all scram-sha-256\nhost all postgres 127.0.0.1/32 scram-sha-256\n');
  await server.shutDown();
  await server.boot(['ssl=on']);
  assertProblem(await at('?sslmode=disable'), ['tls_required'], 2_000);
  assert.equal((await at('')).body.server.tls, true);
  fs.writeFileSync(hba, before);
});

test('verify-full rejects a certificate for another host name', async () => {
  certificate('ours', 'elsewhere.example');
  await serveTls();
  assertProblem(await at('?sslmode=verify-full'), ['tls_failed'], 2_000);
  assert.equal((await at('?sslmode=verify-ca')).status, 200);
});

test('verify-full and verify-ca reject a certificate of an unknown authority', async () => {
  certificate('foreign', 'localhost');
  await serveTls();
  assertProblem(await at('?sslmode=verify-full'), ['tls_failed'], 2_000);
  assertProblem(await at('?sslmode=verify-ca'), ['tls_failed'], 2_000);
  assert.equal((await at('?sslmode=require')).status, 200);
});

test('verify-full rejects an expired certificate', async () => {
  certificate('ours', 'localhost', '-1');
  await serveTls();
  assertProblem(await at('?sslmode=verify-full'), ['tls_failed'], 2_000);
});

test('require and verify-full reject a server without TLS', async () => {
  await server.shutDown();
  await server.boot(['ssl=off']);
  assertProblem(await at('?sslmode=verify-full'), ['tls_failed'], 2_000);
  assertProblem(await at('?sslmode=require'), ['tls_failed'], 2_000);
  const { body } = await at('');
  assert.deepEqual(
    body.warnings.map((/** @type {{code: string}} */ { code }) => code),
    ['not_encrypted'],
  );
  await arena.nothingLeft(server);
});
