// @ts-check
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';

/**
 * How curl exports from an engine. Requests and token are in files, because every user of the machine can read a command line.
 * @param {import('../lib/supervisor.mjs').Supervisor} supervisor
 * @param {string} token of the engine
 * @returns {(port: number, body: object) => [string, string[]]} command and arguments
 */
export function exportCommands(supervisor, token) {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'rowhook-bench-'));
  supervisor.removeAtEnd(folder);
  let files = 0;
  const fileOf = (/** @type {string} */ text) => {
    const file = path.join(folder, String(++files));
    fs.writeFileSync(file, text, { mode: 0o600 });
    return `@${file}`;
  };
  const headers = fileOf(`Authorization: Bearer ${token}\nContent-Type: application/json\n`);
  return (port, body) => {
    const url = `http://127.0.0.1:${port}/v1/export`;
    return ['curl', ['-sS', '--fail', url, '-H', headers, '--data-binary', fileOf(JSON.stringify(body))]];
  };
}
