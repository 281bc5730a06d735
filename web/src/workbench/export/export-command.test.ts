import { execFileSync, spawnSync } from 'node:child_process';
import { chmodSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Mapping, Source } from '@rowhook/contracts';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { fileName } from '../../lib/source';
import { exportCommand, oneFieldALine } from './export-command';

const ODD = `it's "odd" $HOME \`id\` \\ \n MAPPING \u{1F600} é`;
const relation = { schema: `sch'ema`, name: ODD };
const mapping: Mapping = {
  version: 1,
  onNull: { default: "it's" },
  fields: [
    { to: `a["it's"]`, column: "it's" },
    { to: 'b', column: ODD, as: 'string', onNull: 'omit' },
    { to: 'c', value: { text: 'MAPPING\n$(id)', number: 1.5, none: null } },
    { to: 'd', template: `{"odd}name"} {{'` },
  ],
};
const document = oneFieldALine(mapping);
const engineUrl = 'http://127.0.0.1:7071';
const CONNECTION = `postgresql://user:p'a"ss$@host/db`;

/** A curl that stores its arguments and its input, and writes RESPONSE to the file of --output. */
const CURL = `#!/bin/sh
printf '%s\\n' "$@" > arguments
cat > body
while [ "$1" != --output ]; do shift; done
printf '%s' "$RESPONSE" > "$2"
exit "\${STATUS:-0}"
`;

describe('exportCommand', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(path.join(tmpdir(), 'rowhook-job-'));
    writeFileSync(path.join(folder, 'curl'), CURL);
    chmodSync(path.join(folder, 'curl'), 0o755);
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  const run = (command: string, response: string, status = '0') => {
    const PATH = `${folder}:${process.env['PATH'] ?? ''}`;
    const env = { PATH, DATABASE_URL: CONNECTION, ENGINE_TOKEN: 'token', RESPONSE: response, STATUS: status };
    return spawnSync('sh', ['-u', '-c', command], { cwd: folder, env, encoding: 'utf8' });
  };
  const file = (name: string) => readFileSync(path.join(folder, name), 'utf8');
  const end = '{"a":1}\n{"$end":{"rows":1,"skipped":0,"bytes":8}}\n';

  it('sends the mapping unchanged and the connection string of the environment', () => {
    const command = exportCommand({ source: { relation }, document, onError: 'stop', engineUrl });
    expect(run(command, end)).toMatchObject({ status: 0, stderr: '' });
    expect(JSON.parse(file('body'))).toEqual({
      connectionString: CONNECTION,
      relation,
      mapping,
      endRecord: true,
    });
    const sent = file('arguments').split('\n');
    expect(sent).toContain(`${engineUrl}/v1/export`);
    expect(sent).toContain('Authorization: Bearer token');
    expect(sent).not.toContain(CONNECTION);
    expect(file(fileName(relation, 'ndjson'))).toBe(end);
  });

  it('keeps repeated keys and the digits of numbers', () => {
    const exact = '{"version":1,"fields":[{"to":"a","value":{"b":1.50,"b":12345678901234567890}}]}';
    run(exportCommand({ source: { relation }, document: exact, onError: 'stop', engineUrl }), end);
    expect(file('body')).toContain(exact);
  });

  it('sends a query with its key, and a filter', () => {
    const sent = (source: Source) => {
      run(exportCommand({ source, document, onError: 'stop', engineUrl }), end);
      return JSON.parse(file('body')) as unknown;
    };
    const query = { query: `SELECT 'it''s', "a\\b" -- \(env)\nFROM t`, key: [ODD] };
    expect(sent(query)).toMatchObject(query);
    const filtered = { relation, where: [{ column: ODD, is: '=' as const, value: 1e-7 }] };
    expect(sent(filtered)).toMatchObject(filtered);
  });

  it('skips rejected rows on request', () => {
    run(exportCommand({ source: { relation }, document, onError: 'skip', engineUrl }), end);
    expect(JSON.parse(file('body'))).toMatchObject({ onError: 'skip', endRecord: true });
  });

  it.each([
    ['the output is incomplete', '{"a":1}\n', '0'],
    ['there is no output', '', '0'],
    ['the request fails', end, '22'],
  ])('fails if %s, and keeps the last complete output', (_, response, status) => {
    const command = exportCommand({ source: { relation }, document, onError: 'stop', engineUrl });
    expect(run(command, end).status).toBe(0);
    const failed = run(command, response, status);
    expect(failed.status).not.toBe(0);
    expect(failed.stderr).toContain('The export is not complete');
    expect(file(fileName(relation, 'ndjson'))).toBe(end);
    expect(readdirSync(folder).sort()).toEqual(
      ['arguments', 'body', 'curl', fileName(relation, 'ndjson')].sort(),
    );
  });

  it('prints the problem of the engine and writes no file', () => {
    const problem = { type: 'urn:x', title: 'The mapping cannot be applied', detail: 'No column "x".' };
    const command = exportCommand({ source: { relation }, document, onError: 'stop', engineUrl });
    const { status, stderr } = run(command, JSON.stringify(problem), '22');
    expect(status).not.toBe(0);
    expect(JSON.parse(stderr)).toEqual(problem);
    expect(() => file(fileName(relation, 'ndjson'))).toThrow('ENOENT');
    const record = { $problem: problem };
    const later = run(command, `{"a":1}\n${JSON.stringify(record)}\n`, '18');
    expect(later.status).not.toBe(0);
    expect(JSON.parse(later.stderr)).toEqual(record);
    expect(() => file(fileName(relation, 'ndjson'))).toThrow('ENOENT');
  });

  it.each(['DATABASE_URL', 'ENGINE_TOKEN'])('names %s if it is missing, and writes no file', (name) => {
    const command = exportCommand({ source: { relation }, document, onError: 'stop', engineUrl });
    const { status, stderr } = run(`unset ${name}\n${command}`, end);
    expect(status).not.toBe(0);
    expect(stderr).toContain(name);
    expect(readdirSync(folder)).toEqual(['curl']);
  });

  it('is a valid shell command', () => {
    const command = exportCommand({ source: { relation }, document, onError: 'stop', engineUrl });
    expect(execFileSync('sh', ['-n', '-c', command], { encoding: 'utf8' })).toBe('');
  });
});
