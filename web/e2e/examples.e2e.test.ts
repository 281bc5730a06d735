import { readdirSync, readFileSync } from 'node:fs';
import { API_PREFIX, Connection, Mapping, Preview } from '@rowhook/contracts';
import { beforeAll, describe, expect, it } from 'vitest';
import { url } from './browser';

const folder = new URL('../../docs/examples/', import.meta.url);
const files = readdirSync(folder).filter((name) => name.endsWith('.json'));

describe('the example mappings', () => {
  let token = '';
  const post = async (path: string, body: object): Promise<unknown> => {
    const headers = {
      'Content-Type': 'application/json',
      ...(token === '' ? {} : { Authorization: `Bearer ${token}` }),
    };
    const response = await fetch(url() + API_PREFIX + path, {
      method: 'POST',
      headers,
      body: JSON.stringify(body),
    });
    return response.json();
  };
  beforeAll(async () => {
    token = Connection.parse(await post('/connections', { use: 'demo' })).token;
  });

  it.each(files)('%s gives every row of the demo database a payload', async (file) => {
    const mapping = Mapping.parse(JSON.parse(readFileSync(new URL(file, folder), 'utf8')));
    const { relation } = mapping;
    const rows = { limit: 100, pick: 'spread' };
    const { payloads } = Preview.parse(await post('/previews', { relation, rows, mapping }));
    expect(payloads).toHaveLength(100);
    for (const { body, issues } of payloads) {
      expect(issues).toEqual([]);
      expect(JSON.parse(body ?? '')).toBeTypeOf('object');
    }
  });

  it('are all described in the README beside them', () => {
    const readme = readFileSync(new URL('README.md', folder), 'utf8');
    expect(files.filter((file) => !readme.includes(`(${file})`))).toEqual([]);
  });
});
