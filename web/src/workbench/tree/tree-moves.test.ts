import { describe, expect, it } from 'vitest';
import type { Draft, DraftField } from '../../mapping/model';
import { newConflicts } from '../../mapping/new-conflicts';
import { buildTree, treeLines, type TreeLine } from './tree';
import { act, nodeName, rename, type TreeAction } from './tree-moves';

const draftOf = (...paths: string[]): Draft => ({
  fields: paths.map((to, index): DraftField => ({
    id: index + 1,
    to,
    value: { kind: 'column', column: `c${index + 1}` },
  })),
});
const linesOf = (draft: Draft) => treeLines(buildTree(draft.fields), new Set(), undefined);
const lineAt = (draft: Draft, name: string): TreeLine => {
  const line = linesOf(draft).find(({ node }) => nodeName(node) === name);
  if (line === undefined) throw new Error(`There is no ${name}.`);
  return line;
};

/** The paths in the order of the fields, or the reason why the action is not possible. */
const after = (draft: Draft, action: TreeAction | { rename: string }, name: string) => {
  const line = lineAt(draft, name);
  const result = typeof action === 'string' ? act(action, line, draft) : rename(line, action.rename, draft);
  if (!result.ok) return result.reason;
  expect(newConflicts(draft, result.draft)).toEqual([]);
  const ids = treeLines(buildTree(result.draft.fields), new Set(), undefined).map(({ node }) => node.id);
  if (result.next !== undefined) expect(ids).toContain(result.next);
  return result.draft.fields.map(({ to }) => to);
};

describe('moving up and down', () => {
  it.each<[TreeAction, string, string[], string[] | string]>([
    ['up', 'b', ['a', 'b', 'c'], ['b', 'a', 'c']],
    ['down', 'b', ['a', 'b', 'c'], ['a', 'c', 'b']],
    ['up', 'a', ['a', 'b'], 'This is the first in the payload.'],
    ['down', 'u.b', ['u.a', 'u.b', 'c'], 'This is the last in u.'],
    ['up', 'u', ['a', 'u.x', 'b', 'u.y'], ['u.x', 'u.y', 'a', 'b']],
    ['down', 'u', ['u.x', 'a', 'u.y', 'b'], ['a', 'u.x', 'u.y', 'b']],
    ['down', 'a', ['a', 'u.x', 'b', 'u.y'], ['u.x', 'u.y', 'a', 'b']],
    ['up', 'u.y', ['u.x', 'a', 'u.y'], ['u.y', 'u.x', 'a']],
    ['up', 't[1]', ['t[0]', 't[1]', 't[2]'], ['t[0]', 't[1]', 't[2]']],
    ['down', 't[0]', ['t[0].a', 't[1].b'], ['t[0].b', 't[1].a']],
    ['down', 'a', ['a', 'a.b', 'c'], ['a.b', 'a', 'c']],
  ])('%s %s in %j', (action, name, before, wanted) => {
    expect(after(draftOf(...before), action, name)).toEqual(wanted);
  });

  it('renumbers list entries, whatever the order of the fields', () => {
    const draft = draftOf('t[0]', 't[1]', 't[2]');
    const result = act('up', lineAt(draft, 't[2]'), draft);
    expect(result.ok && result.draft.fields.map(({ id, to }) => `${id} ${to}`)).toEqual([
      '1 t[0]',
      '3 t[1]',
      '2 t[2]',
    ]);
  });

  it('rejects a new conflict of a field that already had one', () => {
    const draft = draftOf('x', 'x', 'y');
    const [, second] = linesOf(draft).filter(({ node }) => nodeName(node) === 'x');
    expect(second && rename(second, 'y', draft)).toMatchObject({ ok: false });
  });

  it('reorders fields that already have a conflict', () => {
    for (const paths of [
      ['a', 'a'],
      ['a', 'a', 'a'],
    ]) {
      const draft = draftOf(...paths);
      const line = linesOf(draft).at(1);
      if (line === undefined) throw new Error('There are two fields.');
      const result = act('up', line, draft);
      expect(result.ok && result.draft.fields.map(({ id }) => id).slice(0, 2)).toEqual([2, 1]);
    }
  });

  it('skips siblings that the filter hides', () => {
    const draft = draftOf('a', 'hidden', 'b');
    const lines = treeLines(buildTree(draft.fields), new Set(), new Set([1, 3]));
    const [, line] = lines;
    if (line === undefined) throw new Error('There is no b.');
    const result = act('up', line, draft);
    expect(result.ok && result.draft.fields.map(({ to }) => to)).toEqual(['b', 'a', 'hidden']);
  });
});

describe('moving out', () => {
  it.each<[string, string[], string[] | string]>([
    ['u.a', ['u.a', 'u.b', 'c'], ['u.b', 'a', 'c']],
    ['u.a', ['u.a', 'c'], ['a', 'c']],
    ['u.n.x', ['u.n.x', 'u.n.y'], ['u.n.y', 'u.x']],
    ['u.n', ['u.n.x', 'u.n.y', 'u.z'], ['u.z', 'n.x', 'n.y']],
    ['a', ['a'], 'This is already at the top level.'],
    ['u.a', ['u.a', 'u.b', 'a'], 'c3: a is set twice. Rename or remove one of the fields.'],
    ['t[0]', ['t[0]', 't[1]', 'x'], ['t[0]', 'c1', 'x']],
    ['t[0]', ['t[0]', 'x'], ['t', 'x']],
    ['t[0].a', ['t[0].a', 't[0].b', 't[1].c'], ['t[0].b', 't[2].c', 't[1]']],
    ['t[0].a', ['t[0].a', 't[1].b'], ['t[0]', 't[1].b']],
  ])('%s of %j', (name, before, wanted) => {
    expect(after(draftOf(...before), 'out', name)).toEqual(wanted);
  });
});

describe('key of a former list entry', () => {
  const moved = (column: string) => {
    const entry: DraftField = { id: 1, to: 't[0]', value: { kind: 'column', column } };
    const [, second] = draftOf('a', 't[1]').fields;
    return after({ fields: [entry, ...(second === undefined ? [] : [second])] }, 'out', 't[0]');
  };

  it('is that of its column, or numbered if no column is selected', () => {
    expect(moved('$id')).toEqual(['t[0]', 'id']);
    expect(moved('')).toEqual(['t[0]', 't_2']);
  });
});

describe('moving into the previous node', () => {
  it.each<[string, string[], string[] | string]>([
    ['a', ['u.x', 'a'], ['u.x', 'u.a']],
    ['a', ['t[0]', 'a'], ['t[0]', 't[1]']],
    ['v', ['u.x', 'v.y', 'v.z'], ['u.x', 'u.v.y', 'u.v.z']],
    ['b', ['a', 'b'], 'a before this one is a value and cannot contain fields. Make an object of it first.'],
    ['a', ['a', 'b'], 'There is no object or list before this one.'],
    ['x', ['u.x', 'x'], 'c2: u.x is set twice. Rename or remove one of the fields.'],
    ['t[1]', ['t[0].a', 't[1]', 't[2]'], ['t[0].a', 't[0].c2', 't[1]']],
  ])('%s in %j', (name, before, wanted) => {
    expect(after(draftOf(...before), 'into', name)).toEqual(wanted);
  });

  it('rejects an omitted field in a list', () => {
    const [first, second] = draftOf('t[0]', 'a').fields;
    if (first === undefined || second === undefined) throw new Error('There are two fields.');
    const draft: Draft = { fields: [first, { ...second, onNull: 'omit' }] };
    expect(after(draft, 'into', 'a')).toMatch(/^c2: Omitting this entry would renumber the list\./);
  });
});

describe('wrapping in an object or a list', () => {
  it.each<[TreeAction, string, string[], string[]]>([
    ['wrapObject', 'a', ['a', 'b'], ['new_object.a', 'b']],
    ['wrapObject', 'u', ['u.x', 'u.y'], ['new_object.u.x', 'new_object.u.y']],
    ['wrapObject', 'u.a', ['u.a', 'u.new_object'], ['u.new_object_2.a', 'u.new_object']],
    ['wrapObject', 't[0]', ['t[0]', 't[1]'], ['t[0].c1', 't[1]']],
    ['wrapList', 'a', ['a', 'b'], ['a[0]', 'b']],
    ['wrapList', 'u', ['u.x', 'u.y'], ['u[0].x', 'u[0].y']],
  ])('%s %s in %j', (action, name, before, wanted) => {
    expect(after(draftOf(...before), action, name)).toEqual(wanted);
  });
});

const NOT_FIRST =
  'The first key of a payload cannot begin with $, which is reserved for the end record of an export.';

describe('renaming', () => {
  it.each<[string, string, string[], string[] | string]>([
    ['u', 'person', ['u.a', 'x', 'u.n.b'], ['person.a', 'x', 'person.n.b']],
    ['u.a', 'name.first', ['u.a', 'u.b'], ['u.name.first', 'u.b']],
    ['t', 'items', ['t[0].a', 't[1].a'], ['items[0].a', 'items[1].a']],
    ['u', '["a key"]', ['u.a'], ['["a key"].a']],
    ['v', 'u', ['u.a', 'v.b'], ['u.a', 'u.b']],
    ['v', 'u', ['u.a', 'v.a'], 'c2: u.a is set twice. Rename or remove one of the fields.'],
    ['a', 'a b', ['a'], '" " is not allowed in a name. Write such a key as ["…"].'],
    ['a', '', ['a'], 'Enter a path for this field, for example user.name.first.'],
    ['t[0]', 'x', ['t[0]'], 'Entries of a list have numbers instead of names. Moving them renumbers.'],
    ['a b', 'ab', ['a b', 'c'], ['ab', 'c']],
    ['u.a', '$type', ['u.a', 'b'], ['u.$type', 'b']],
    ['u.a', '["$ref"].b', ['u.a'], ['u.$ref.b']],
    ['u.a', '$.b', ['u.a'], NOT_FIRST],
    ['a', '$type', ['a'], NOT_FIRST],
  ])('%s to %s in %j', (name, to, before, wanted) => {
    expect(after(draftOf(...before), { rename: to }, name)).toEqual(wanted);
  });
});

describe('removing', () => {
  it.each<[string, string[], string[], string]>([
    ['u', ['u.a', 'b', 'u.c'], ['b'], 'remove u and its 2 fields'],
    ['t[0]', ['t[0]', 't[1]', 't[2]'], ['t[0]', 't[1]'], 'remove t[0]'],
    ['t[0].a', ['t[0].a', 't[1].b'], ['t[0].b'], 'remove t[0].a'],
    ['a..b', ['a..b', 'c'], ['c'], 'remove a..b'],
  ])('%s of %j', (name, before, wanted, step) => {
    const draft = draftOf(...before);
    expect(after(draft, 'remove', name)).toEqual(wanted);
    const result = act('remove', lineAt(draft, name), draft);
    expect(result.ok && result.name).toBe(step);
  });
});

describe('buildTree and treeLines', () => {
  it('list several nodes at the same path', () => {
    const draft = draftOf('a', 'a', 'a.b', 'a[0]', 'not a path');
    expect(linesOf(draft).map(({ node }) => `${node.kind} ${nodeName(node)}`)).toEqual([
      'field a',
      'field a',
      'object a',
      'field a.b',
      'list a',
      'field a[0]',
      'field not a path',
    ]);
  });

  it('hide collapsed nodes and count their fields', () => {
    const { fields } = draftOf('u.n.x', 'u.n.y', 'u.z', 'a');
    const root = buildTree(fields);
    const lines = treeLines(root, new Set(['object u.n']), undefined);
    expect(lines.map(({ node, ancestors }) => `${ancestors.length} ${nodeName(node)}`)).toEqual([
      '1 u',
      '2 u.n',
      '2 u.z',
      '1 a',
    ]);
    expect(lines.map(({ node }) => (node.kind === 'field' ? 0 : node.fields))).toEqual([3, 2, 0, 0]);
  });

  it('keep all fields without new conflicts after random moves', () => {
    const actions: TreeAction[] = ['up', 'down', 'out', 'into', 'wrapObject', 'wrapList'];
    let draft = draftOf(
      'u.n.x',
      'u.n.y',
      'u.z',
      'a',
      't[0].k',
      't[0].v',
      't[1].k',
      'm[0][0]',
      'm[0][1]',
      'b',
    );
    let seed = 7;
    let done = 0;
    for (let step = 0; step < 400; step++) {
      seed = (seed * 1103515245 + 12345) % 2147483648;
      const lines = linesOf(draft);
      const line = lines[seed % lines.length];
      const action = actions[Math.floor(seed / 1000) % actions.length];
      if (line === undefined || action === undefined) continue;
      const result = act(action, line, draft);
      if (!result.ok) continue;
      done++;
      expect(newConflicts({ fields: [] }, result.draft), `${action} ${nodeName(line.node)}`).toEqual([]);
      expect(result.draft.fields.map(({ id }) => id).sort((a, b) => a - b)).toEqual([
        1, 2, 3, 4, 5, 6, 7, 8, 9, 10,
      ]);
      draft = line.ancestors.length > 6 ? draft : result.draft;
    }
    expect(done).toBeGreaterThan(100);
  });
});
