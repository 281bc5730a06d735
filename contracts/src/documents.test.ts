import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { documents } from './documents.js';

const folder = new URL('../../docs/api/', import.meta.url);
const { version } = z
  .object({ version: z.string() })
  .parse(JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8')));

describe('docs/api', () => {
  const made = Object.entries(documents(version));

  it.each(made)('%s matches the contracts; if not, run `npm run generate`', (name, document) => {
    expect(readFileSync(new URL(name, folder), 'utf8')).toBe(`${JSON.stringify(document, null, 2)}\n`);
  });

  it('contains no other files', () => {
    expect(readdirSync(folder).sort()).toEqual(made.map(([name]) => name).sort());
  });
});
