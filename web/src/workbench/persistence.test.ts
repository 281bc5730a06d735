// @vitest-environment happy-dom
import type { Step } from '@rowhook/contracts';
import { beforeEach, describe, expect, it } from 'vitest';
import { newStep, stepKinds } from '../mapping/steps';
import { newColumn } from '../testing/columns';
import { createMappings } from './persistence';
import {
  DISMISSED,
  DRAFT,
  SCHEMA,
  TARGET,
  databaseKey,
  draftsOf,
  recentDrafts,
  storageKey,
} from './stored-drafts';
import { SOURCE, createSources } from './stored-sources';

const relation = { schema: 'public', name: 'customers' };
const detail = { name: relation, columns: [newColumn('id')] };
const shop = databaseKey({ host: 'db.example.com', port: 5432, database: 'shop' });
const blog = databaseKey({ host: 'db.example.com', port: 5432, database: 'blog' });
const mapping = { version: 1 as const, fields: [{ to: 'opened', column: 'id' }] };

/** The mappings of a new page, which has only what is stored. */
const reload = () => createMappings(createSources());
const paths = (mappings = reload(), database = shop) =>
  mappings
    .workbenchOf(database, detail)
    .mapping.get()
    .draft.fields.map(({ to }) => to);

beforeEach(() => {
  sessionStorage.clear();
  localStorage.clear();
});

describe('stored mapping', () => {
  it('keeps the latest edits after a reload', () => {
    const page = createMappings(createSources());
    const store = page.workbenchOf(shop, detail).mapping;
    store.dispatch({ type: 'path', id: 1, to: 'user.id' });
    page.flush();
    expect(paths()).toEqual(['user.id']);
    expect(draftsOf(relation)).toHaveLength(1);
    expect(draftsOf({ schema: 'public', name: 'orders' })).toEqual([]);
    expect(recentDrafts(shop)).toEqual([relation]);
    expect(recentDrafts(blog)).toEqual([]);
  });

  it('has a pasted example of its own in each database', () => {
    const page = createMappings(createSources());
    page.workbenchOf(shop, detail).receiver.example.set('{"mail":"jane@example.com"}');
    expect(page.workbenchOf(blog, detail).receiver.example.get()).toBe('');
    expect(page.workbenchOf(shop, detail).receiver.example.get()).toBe('{"mail":"jane@example.com"}');
  });

  it('is listed after a mapping that was edited later', () => {
    const orders = { schema: 'public', name: 'orders' };
    for (const [savedAt, each] of [relation, orders].entries()) {
      const stored = JSON.stringify({ savedAt, draft: { fields: [] } });
      localStorage.setItem(DRAFT + storageKey(shop, each), stored);
    }
    expect(recentDrafts(shop)).toEqual([orders, relation]);
  });

  it('is read from the format of the first versions', () => {
    const field = { id: 1, to: 'stored', value: { kind: 'column', column: 'id' } };
    const stored = JSON.stringify({ savedAt: 1, draft: { rows: [field] } });
    localStorage.setItem(DRAFT + storageKey(shop, relation), stored);
    expect(paths()).toEqual(['stored']);
  });

  it('updates the columns when they are read again', () => {
    const page = createMappings(createSources());
    const store = page.workbenchOf(shop, detail).mapping;
    const columns = [newColumn('id'), newColumn('added')];
    expect(page.workbenchOf(shop, { ...detail, columns }).mapping).toBe(store);
    expect([...store.get().columns.keys()]).toEqual(['id', 'added']);
  });

  it('is shared with other tabs, but the undo history only with the same tab', () => {
    const page = createMappings(createSources());
    const store = page.workbenchOf(shop, detail).mapping;
    store.add({ to: 'b', value: { kind: 'column', column: 'id' } }, 'path');
    store.dispatch({ type: 'remove', id: 1 });
    page.flush();
    const again = reload().workbenchOf(shop, detail).mapping;
    expect(again.get().past.map(({ name }) => name)).toEqual(['add id', 'remove id']);
    again.dispatch({ type: 'undo' });
    again.dispatch({ type: 'undo' });
    expect(again.get().draft.fields.map(({ to }) => to)).toEqual(['id']);
    again.add({ to: 'c', value: { kind: 'column', column: 'id' } }, 'path');
    expect(again.get().draft.fields.map(({ id }) => id)).toEqual([1, 3]);
    sessionStorage.clear();
    expect(paths()).toEqual(['b']);
    expect(reload().workbenchOf(shop, detail).mapping.get().past).toEqual([]);
  });

  describe('in two tabs', () => {
    /** Dispatches the event that a browser sends to other tabs. */
    const notifyOtherTabs = (part = DRAFT) =>
      window.dispatchEvent(new StorageEvent('storage', { key: part + storageKey(shop, relation) }));
    let first = createMappings(createSources());
    let second = createMappings(createSources());
    beforeEach(() => {
      first = createMappings(createSources());
      second = createMappings(createSources());
    });
    const stores = () =>
      [first.workbenchOf(shop, detail).mapping, second.workbenchOf(shop, detail).mapping] as const;

    it('follows the other tab, with one undo step for its edits', () => {
      const [store, other] = stores();
      store.dispatch({ type: 'path', id: 1, to: 'user.id' });
      store.add({ to: 'b', value: { kind: 'column', column: 'id' } }, 'path');
      first.flush();
      notifyOtherTabs();
      store.dispatch({ type: 'path', id: 1, to: 'contact.id' });
      first.flush();
      notifyOtherTabs();
      expect(other.get().draft).toEqual(store.get().draft);
      expect(other.get().past.map(({ name }) => name)).toEqual(['edit in another tab']);
      other.add({ to: 'c', value: { kind: 'column', column: 'id' } }, 'path');
      expect(other.get().draft.fields.map(({ id }) => id)).toEqual([1, 2, 3]);
      second.flush();
    });

    it('has no undo step if the other tab ends with the same mapping', () => {
      const [store, other] = stores();
      other.dispatch({ type: 'path', id: 1, to: 'same' });
      second.flush();
      notifyOtherTabs();
      store.dispatch({ type: 'path', id: 1, to: 'other' });
      store.dispatch({ type: 'undo' });
      const before = other.get();
      first.flush();
      notifyOtherTabs();
      expect(other.get()).toBe(before);
    });

    it('is not written again by the tab that follows', () => {
      const [store] = stores();
      store.dispatch({ type: 'path', id: 1, to: 'again' });
      first.flush();
      notifyOtherTabs();
      localStorage.clear();
      second.flush();
      expect(localStorage).toHaveLength(0);
    });

    it('has no redo steps after it follows another edit', () => {
      const [store, other] = stores();
      store.dispatch({ type: 'path', id: 1, to: 'a' });
      first.flush();
      notifyOtherTabs();
      other.dispatch({ type: 'path', id: 1, to: 'mine' });
      other.dispatch({ type: 'undo' });
      second.flush();
      store.dispatch({ type: 'path', id: 1, to: 'b' });
      first.flush();
      notifyOtherTabs();
      expect(other.get().draft.fields[0]?.to).toBe('b');
      expect(other.get().future).toEqual([]);
    });

    it('shares the target, the schema and dismissed notes', () => {
      const workbench = first.workbenchOf(shop, detail);
      const other = second.workbenchOf(shop, detail);
      const schema = { text: '{"type":"object"}', name: 'pasted schema' };
      workbench.receiver.target.set([{ path: ['id'], type: 'string' }]);
      workbench.receiver.schema.set(schema);
      workbench.dismissedNotes.set(['nesting']);
      for (const part of [TARGET, SCHEMA, DISMISSED]) notifyOtherTabs(part);
      expect(other.receiver.target.get()).toEqual([{ path: ['id'], type: 'string' }]);
      expect(other.receiver.schema.get()).toEqual(schema);
      expect(other.dismissedNotes.get()).toEqual(['nesting']);
      workbench.receiver.target.set(undefined);
      notifyOtherTabs(TARGET);
      expect(other.receiver.target.get()).toBeUndefined();
    });

    it('follows the filter and then the mapping of the other tab, and writes neither', () => {
      const [store, other] = stores();
      const where = [{ column: 'id', is: '=' as const, value: 7 }];
      store.source.set({ relation, where });
      notifyOtherTabs(SOURCE);
      expect(other.source.get()).toEqual({ relation, where });
      store.dispatch({ type: 'path', id: 1, to: 'user.id' });
      first.flush();
      notifyOtherTabs();
      second.flush();
      expect(other.get().draft).toEqual(store.get().draft);
      expect(paths()).toEqual(['user.id']);
    });

    it('forgets the mapping of a query that the other tab has replaced', () => {
      const query = { name: 'query' as const, columns: [newColumn('id')] };
      first.workbenchOf(shop, query).mapping.dispatch({ type: 'path', id: 1, to: 'user.id' });
      first.flush();
      const old = second.workbenchOf(shop, query);
      first.forgetWorkbenchOfQuery(shop);
      window.dispatchEvent(new StorageEvent('storage', { key: DRAFT + storageKey(shop, 'query') }));
      expect(second.workbenchOf(shop, query)).not.toBe(old);
      expect(
        second
          .workbenchOf(shop, query)
          .mapping.get()
          .draft.fields.map(({ to }) => to),
      ).toEqual(['id']);
    });

    it('keeps an edit that is not stored yet, and stores it for the other tab', () => {
      const [store, other] = stores();
      store.dispatch({ type: 'path', id: 1, to: 'here' });
      other.dispatch({ type: 'path', id: 1, to: 'there' });
      first.flush();
      notifyOtherTabs();
      expect(other.get().draft.fields[0]?.to).toBe('there');
      second.flush();
      notifyOtherTabs();
      expect(store.get().draft).toEqual(other.get().draft);
    });
  });

  it('has no undo history of another draft', () => {
    const page = createMappings(createSources());
    page.workbenchOf(shop, detail).mapping.dispatch({ type: 'path', id: 1, to: 'a' });
    page.flush();
    const other = createMappings(createSources());
    other.workbenchOf(shop, detail).mapping.dispatch({ type: 'path', id: 1, to: 'b' });
    const history = Object.entries(sessionStorage).filter(([key]) => key.includes('history'));
    other.flush();
    for (const [key, text] of history) sessionStorage.setItem(key, text as string);
    expect(paths()).toEqual(['b']);
    expect(reload().workbenchOf(shop, detail).mapping.get().past).toEqual([]);
  });

  it('is found under another host name, and stays stored under the first', () => {
    const page = createMappings(createSources());
    page.workbenchOf(shop, detail).mapping.dispatch({ type: 'path', id: 1, to: 'a' });
    page.flush();
    const other = databaseKey({ host: '10.0.0.7', port: 5432, database: 'shop' });
    const elsewhere = reload();
    expect(paths(elsewhere, other)).toEqual(['a']);
    elsewhere.workbenchOf(other, detail).mapping.dispatch({ type: 'path', id: 1, to: 'b' });
    elsewhere.flush();
    expect([paths(reload(), shop), paths(reload(), other)]).toEqual([['a'], ['b']]);
  });

  it('is the one edited last of several host names', () => {
    const edited = ['10.0.0.7', '10.0.0.8', '10.0.0.6'].map((host, savedAt) => {
      const rows = [{ id: 1, to: host, value: { kind: 'column', column: 'id' } }];
      const key = storageKey(databaseKey({ host, port: 5432, database: 'shop' }), relation);
      return { key: DRAFT + key, savedAt, text: JSON.stringify({ savedAt, draft: { rows } }) };
    });
    for (const { key, text } of [...edited].reverse()) localStorage.setItem(key, text);
    expect(paths()).toEqual(['10.0.0.6']);
  });

  it('keeps unfinished fields and the text of constants', () => {
    const page = createMappings(createSources());
    const store = page.workbenchOf(shop, detail).mapping;
    const texts = ['{"b":1,"1":3,"a":2,"a":4}', '{"unfinished":'];
    for (const text of texts) {
      store.add({ to: 'x', value: { kind: 'constant', constant: { kind: 'json', text } } }, 'value');
    }
    page.flush();
    const { fields } = reload().workbenchOf(shop, detail).mapping.get().draft;
    expect(fields.slice(1).map(({ value }) => value.kind === 'constant' && value.constant.text)).toEqual(
      texts,
    );
  });

  it.each(stepKinds)('keeps the step %s with empty texts', (kind) => {
    const emptied = JSON.parse(
      JSON.stringify(newStep(kind), (key, value: unknown) =>
        typeof value === 'string' && key !== '' && key !== kind ? '' : value,
      ),
    ) as Step;
    const page = createMappings(createSources());
    const { mapping } = page.workbenchOf(shop, detail);
    mapping.dispatch({ type: 'steps', id: 1, steps: [emptied], typed: false });
    page.flush();
    expect(reload().workbenchOf(shop, detail).mapping.get().draft.fields).toMatchObject([
      { value: { steps: [emptied] } },
    ]);
  });

  it('keeps unfinished steps', () => {
    const values = Object.fromEntries(Array.from({ length: 1001 }, (_, n) => [`t${n}`, { list: [n, null] }]));
    const steps: Step[] = [
      'trim',
      { truncate: 3 },
      { replace: ['', ''] },
      { sha256: { as: 'hex', empty: 'hash' } },
      { lookup: { values: {}, default: null } },
      { lookup: { values } },
    ];
    const page = createMappings(createSources());
    page.workbenchOf(shop, detail).mapping.dispatch({ type: 'steps', id: 1, steps, typed: false });
    page.flush();
    expect(reload().workbenchOf(shop, detail).mapping.get().draft.fields).toMatchObject([
      { value: { steps } },
    ]);
  });

  it.each([
    [[{ regex: 1 }]],
    [['trim', 'reverse']],
    [[{ replace: ['a'] }]],
    [[{ lookup: {} }]],
    [[null]],
    ['trim'],
  ])('is not read with the steps %j', (steps) => {
    const field = { id: 1, to: 'stored', value: { kind: 'column', column: 'id', steps } };
    const stored = JSON.stringify({ savedAt: 1, draft: { fields: [field] } });
    localStorage.setItem(DRAFT + storageKey(shop, relation), stored);
    expect(paths()).toEqual(['id']);
  });

  it('has unique field ids after a reload', () => {
    const page = createMappings(createSources());
    page.workbenchOf(shop, detail).mapping.dispatch({ type: 'path', id: 1, to: 'a' });
    page.flush();
    const store = reload().workbenchOf(shop, detail).mapping;
    store.add({ to: 'b', value: { kind: 'column', column: 'id' } }, 'path');
    expect(new Set(store.get().draft.fields.map(({ id }) => id)).size).toBe(2);
  });

  it('is replaced by an opened mapping, also after a reload', () => {
    const page = createMappings(createSources());
    page.workbenchOf(shop, detail);
    page.open(shop, relation, mapping);
    page.flush();
    expect(paths(page)).toEqual(['opened']);
    expect(paths()).toEqual(['opened']);
  });

  it('can be restored by undo after another mapping was opened', () => {
    const page = createMappings(createSources());
    page.workbenchOf(shop, detail).mapping.dispatch({ type: 'path', id: 1, to: 'mine' });
    page.flush();
    const again = reload();
    again.open(shop, relation, mapping);
    expect(paths(again)).toEqual(['opened']);
    again.workbenchOf(shop, detail).mapping.dispatch({ type: 'undo' });
    expect(paths(again)).toEqual(['mine']);
  });

  it('is opened and restored with its filter', () => {
    const where = [{ column: 'id', is: '=' as const, value: 7 }];
    const page = createMappings(createSources());
    const { source } = page.workbenchOf(shop, detail).mapping;
    source.set({ relation, where });
    page.open(shop, relation, { ...mapping, relation });
    expect(source.get()).toEqual({ relation });
    page.workbenchOf(shop, detail).mapping.dispatch({ type: 'undo' });
    expect(source.get()).toEqual({ relation, where });
    page.open(blog, relation, { ...mapping, relation, where });
    expect(page.workbenchOf(blog, detail).mapping.source.get()).toEqual({ relation, where });
  });

  it('restores the filter by undo after a reload', () => {
    const where = [{ column: 'id', is: 'in' as const, value: [1, 2] }];
    const page = createMappings(createSources());
    const { source } = page.workbenchOf(shop, detail).mapping;
    source.set({ relation, where });
    source.set({ relation });
    page.flush();
    const store = reload().workbenchOf(shop, detail).mapping;
    expect(store.source.get()).toEqual({ relation });
    store.dispatch({ type: 'undo' });
    expect(store.source.get()).toEqual({ relation, where });
    store.dispatch({ type: 'undo' });
    expect(store.source.get()).toEqual({ relation });
    expect(reload().workbenchOf(shop, detail).mapping.source.get()).toEqual({ relation });
  });

  it('restores the filter by undo after a reload, also with a stored mapping', () => {
    const where = [{ column: 'id', is: 'null' as const }];
    const page = createMappings(createSources());
    const edited = page.workbenchOf(shop, detail).mapping;
    edited.dispatch({ type: 'path', id: 1, to: 'user.id' });
    edited.source.set({ relation, where });
    page.flush();
    const store = reload().workbenchOf(shop, detail).mapping;
    expect(store.source.get()).toEqual({ relation, where });
    store.dispatch({ type: 'undo' });
    expect(store.source.get()).toEqual({ relation });
    store.dispatch({ type: 'undo' });
    expect(store.get().draft.fields[0]?.to).toBe('id');
    store.add({ to: 'b', value: { kind: 'column', column: 'id' } }, 'path');
    expect(store.get().draft.fields.map(({ id }) => id)).toEqual([1, 2]);
  });

  it('is not stored by a change of the filter alone, nor by its undo after a reload', () => {
    const page = createMappings(createSources());
    page.workbenchOf(shop, detail).mapping.source.set({ relation, where: [{ column: 'id', is: 'null' }] });
    page.flush();
    const again = reload();
    const store = again.workbenchOf(shop, detail).mapping;
    expect(store.get().past).toHaveLength(1);
    store.dispatch({ type: 'undo' });
    again.flush();
    expect(store.source.get()).toEqual({ relation });
    expect(draftsOf(relation)).toEqual([]);
    const columns = [newColumn('id'), newColumn('added')];
    const { fields } = reload()
      .workbenchOf(shop, { ...detail, columns })
      .mapping.get().draft;
    expect(fields.map(({ to }) => to)).toEqual(['id', 'added']);
  });

  it('is separate for each database, with its own undo history', () => {
    const page = createMappings(createSources());
    const store = page.workbenchOf(shop, detail).mapping;
    store.dispatch({ type: 'path', id: 1, to: 'shop' });
    page.workbenchOf(blog, detail).mapping.dispatch({ type: 'path', id: 1, to: 'blog' });
    page.flush();
    expect(page.workbenchOf(shop, detail).mapping).toBe(store);
    expect(store.get().past).toHaveLength(1);
    expect([paths(reload(), shop), paths(reload(), blog)]).toEqual([['shop'], ['blog']]);
  });

  it.each([
    ['127.0.0.1', 'localhost'],
    ['[::1]', 'localhost'],
    ['DB.example.com', 'db.example.com'],
    ['db.example.com.', 'db.example.com'],
  ])('has the same key for %s and %s', (host, other) => {
    const at = (name: string) => databaseKey({ host: name, port: 5432, database: 'shop' });
    expect(at(host)).toBe(at(other));
  });

  it('is separate for relations with the same text', () => {
    const page = createMappings(createSources());
    const dotted = { ...detail, name: { schema: 'a.b', name: 'c' } };
    page.workbenchOf(shop, dotted).mapping.dispatch({ type: 'path', id: 1, to: 'other' });
    expect(
      page.workbenchOf(shop, { ...detail, name: { schema: 'a', name: 'b.c' } }).mapping.get().past,
    ).toHaveLength(0);
  });

  it('does not contain the name of the database', () => {
    const page = createMappings(createSources());
    page.workbenchOf(shop, detail).mapping.dispatch({ type: 'path', id: 1, to: 'a' });
    page.flush();
    // A time may contain the digits of the port.
    expect(JSON.stringify([Object.entries(sessionStorage), Object.entries(localStorage)])).not.toMatch(
      /example|\b5432\b|shop/,
    );
  });
});

describe('stored target', () => {
  const key = () => Object.keys(localStorage).find((each) => each.includes('target')) ?? '';

  it('is kept after a reload until it is removed', () => {
    const target = [{ path: ['a', 'b c', 0], type: 'string' as const }];
    const { receiver } = createMappings(createSources()).workbenchOf(shop, detail);
    receiver.target.set(target);
    expect(reload().workbenchOf(shop, detail).receiver.target.get()).toEqual(target);
    receiver.target.set(undefined);
    expect(key()).toBe('');
  });

  it.each(['', '{', 'null', '[]', '{}', '[[["a"],"text"]]', '[[[],"string"]]', '[[[null],"string"]]'])(
    'is ignored if it is invalid: %s',
    (text) => {
      createMappings(createSources())
        .workbenchOf(shop, detail)
        .receiver.target.set([{ path: ['a'], type: 'null' }]);
      localStorage.setItem(key(), text);
      expect(reload().workbenchOf(shop, detail).receiver.target.get()).toBeUndefined();
    },
  );
});
