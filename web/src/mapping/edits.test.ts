import type { Cast } from '@rowhook/contracts';
import { describe, expect, it } from 'vitest';
import { reduce, type Action } from './edits';
import { newHistory, type History } from './history';
import type { Draft, MappingRow } from './model';

const row = (id: number, column: string, to = column): MappingRow => ({
  id,
  to,
  value: { kind: 'column', column },
});
const draft: Draft = { rows: [row(1, 'a'), row(2, 'b'), row(3, 'c')] };
const after = (...actions: Action[]): History => actions.reduce(reduce, newHistory(draft));
const paths = ({ draft: { rows } }: History) => rows.map(({ to }) => to);

describe('reduce', () => {
  it('takes typing in one field as one step', () => {
    const typed = after(
      { type: 'path', id: 1, to: 'u' },
      { type: 'path', id: 1, to: 'us' },
      { type: 'path', id: 2, to: 'v' },
      { type: 'undo' },
    );
    expect(paths(typed)).toEqual(['us', 'b', 'c']);
    expect(typed.past.map(({ name }) => name)).toEqual(['path of a']);
    expect(paths(reduce(typed, { type: 'undo' }))).toEqual(['a', 'b', 'c']);
  });

  it('begins a new step once a field was left', () => {
    const typed = after(
      { type: 'path', id: 1, to: 'u' },
      { type: 'endTyping' },
      { type: 'path', id: 1, to: 'us' },
    );
    expect(typed.past).toHaveLength(2);
  });

  it('waits for the next key after typing, and not after a choice', () => {
    expect(after({ type: 'path', id: 1, to: 'u' }).typed).toBe(true);
    expect(after({ type: 'onNull', id: 1, onNull: 'omit' }).typed).toBe(false);
    expect(after({ type: 'path', id: 1, to: 'u' }, { type: 'undo' }).typed).toBe(false);
  });

  it('redoes until something else is done', () => {
    const undone = after({ type: 'remove', id: 2 }, { type: 'undo' });
    expect(paths(reduce(undone, { type: 'redo' }))).toEqual(['a', 'c']);
    const other = reduce(undone, { type: 'remove', id: 1 });
    expect(reduce(other, { type: 'redo' })).toBe(other);
  });

  it('moves a row past another, however far', () => {
    expect(paths(after({ type: 'move', id: 3, past: 2 }))).toEqual(['a', 'c', 'b']);
    expect(paths(after({ type: 'move', id: 1, past: 3 }))).toEqual(['b', 'c', 'a']);
    expect(paths(after({ type: 'move', id: 3, past: 1 }))).toEqual(['c', 'a', 'b']);
  });

  it('leaves the rows alone that an edit does not name', () => {
    const edited = after({ type: 'edit', name: 'nest', edits: [{ id: 2, to: 'x.b' }] });
    expect(paths(edited)).toEqual(['a', 'x.b', 'c']);
    expect(edited.draft.rows[0]).toBe(draft.rows[0]);
  });

  it('names a cast as the page does', () => {
    const { past } = after(
      { type: 'cast', id: 1, as: 'unix_seconds' },
      { type: 'cast', id: 1, as: undefined },
    );
    expect(past.map(({ name }) => name)).toEqual(['send a as Unix seconds', 'send a as its own type']);
  });

  it('forgets a cast with the column it was for', () => {
    const cast = after({ type: 'cast', id: 1, as: 'string' }, { type: 'column', id: 1, column: 'z' });
    expect(cast.draft.rows[0]?.value).toEqual({ kind: 'column', column: 'z' });
  });

  it('removes a cast that text after steps does not take, and keeps any other', () => {
    const hashed = { type: 'steps', id: 1, steps: ['trim', { sha256: 'hex' }], typed: false } as const;
    const steps = [...hashed.steps];
    const valueAfter = (as: Cast) =>
      after({ type: 'cast', id: 1, as }, { ...hashed, steps }).draft.rows[0]?.value;
    expect(valueAfter('unix_seconds')).toEqual({ kind: 'column', column: 'a', steps });
    expect(valueAfter('integer')).toEqual({ kind: 'column', column: 'a', steps, as: 'integer' });
    const none = after({ ...hashed, steps }, { ...hashed, steps: [] });
    expect(none.draft.rows[0]?.value).toEqual({ kind: 'column', column: 'a' });
  });
});
