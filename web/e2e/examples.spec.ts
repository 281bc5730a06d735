import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from '@playwright/test';
import { API_PREFIX, Connection, Mapping, Preview, sourceOf } from '@rowhook/contracts';

const folder = new URL('../../docs/examples/', import.meta.url);
const files = readdirSync(folder).filter((name) => name.endsWith('.json'));

test.describe('example mappings', { tag: '@main-path' }, () => {
  for (const file of files) {
    test(`${file} has a payload for every row of the demo database`, async ({ request }) => {
      const connected = await request.post(`${API_PREFIX}/connections`, { data: { use: 'demo' } });
      const { token } = Connection.parse(await connected.json());
      const mapping = Mapping.parse(JSON.parse(readFileSync(new URL(file, folder), 'utf8')));
      const source = sourceOf(mapping);
      // A spread reads a few pages of a table. A filter could reject all their rows, and a query has no pages.
      const isWhole = source?.relation !== undefined && source.where === undefined;
      const rows = { limit: 100, pick: isWhole ? 'spread' : 'first' };
      const headers = { Authorization: `Bearer ${token}` };
      const data = { ...source, rows, mapping };
      const previewed = await request.post(`${API_PREFIX}/previews`, { headers, data });
      const { payloads } = Preview.parse(await previewed.json());
      expect(payloads).toHaveLength(100);
      for (const { body, issues } of payloads) {
        expect(issues).toEqual([]);
        expect(JSON.parse(body ?? '')).toEqual(expect.any(Object));
      }
    });
  }

  test('are all listed in their README', () => {
    const readme = readFileSync(new URL('README.md', folder), 'utf8');
    expect(files.filter((file) => !readme.includes(`(${file})`))).toEqual([]);
  });
});
