// @vitest-environment jsdom
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { readDraft, writeDraft } from './draft-storage';

const RELATION = { schema: 'public', name: 'customers' };
const MAPPING = { version: 1 as const, onNull: 'keep' as const, fields: [{ to: 'a', column: 'id' }] };

/** As after a reload: nothing is left but storage. */
async function freshPage() {
  vi.resetModules();
  return import('./persistence');
}

describe('kept mappings', () => {
  beforeEach(() => sessionStorage.clear());

  it('are there after a reload, for the same database', async () => {
    (await freshPage()).keepMappingsOf('db.example.com:5432/shop');
    writeDraft(RELATION, MAPPING);
    (await freshPage()).keepMappingsOf('db.example.com:5432/shop');
    expect(readDraft(RELATION)).toEqual(MAPPING);
  });

  it('are gone where another database is opened, before a reload or after', async () => {
    const page = await freshPage();
    page.keepMappingsOf('db.example.com:5432/shop');
    writeDraft(RELATION, MAPPING);
    page.keepMappingsOf('db.example.com:5432/blog');
    expect(readDraft(RELATION)).toBeUndefined();
    writeDraft(RELATION, MAPPING);
    (await freshPage()).keepMappingsOf('db.example.com:5432/shop');
    expect(readDraft(RELATION)).toBeUndefined();
  });

  it('say nothing of the database in storage', async () => {
    (await freshPage()).keepMappingsOf('db.example.com:5432/shop');
    expect(JSON.stringify(Object.entries(sessionStorage))).not.toMatch(/example|5432|shop/);
  });
});
