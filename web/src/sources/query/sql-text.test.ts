import type { Condition } from '@rowhook/contracts';
import { describe, expect, it } from 'vitest';
import { newColumn } from '../../testing/columns';
import { identifier, offsetOf, selectText, withAliases, wordEnd } from './sql-text';

it.each([
  ['first_name', 'first_name'],
  ['order', '"order"'],
  ['Name', '"Name"'],
  ['a b', '"a b"'],
  ['quo"te', '"quo""te"'],
  ['1st', '"1st"'],
  ['größe', '"größe"'],
])('identifier writes the name %s as %s', (name, wanted) => {
  expect(identifier(name)).toBe(wanted);
});

describe('selectText', () => {
  const table = { schema: 'public', name: 'order' };

  it('selects the readable columns', () => {
    const secret = newColumn('secret', 'text', { readable: false });
    expect(selectText(table, [newColumn('id'), newColumn('To'), secret], [])).toBe(
      'SELECT id,\n       "To"\nFROM public."order"\n',
    );
  });

  it.each<[Condition, string]>([
    [{ column: 'a', is: '=', value: "O'Brien" }, "a = 'O''Brien'"],
    [{ column: 'a', is: '!=', value: '\\' }, "a != E'\\\\'"],
    [{ column: 'a', is: '>=', value: 18 }, "a >= '18'"],
    [{ column: 'a', is: '=', value: true }, "a = 'true'"],
    [{ column: 'a', is: 'in', value: ['DE', 'FR'] }, "a IN ('DE', 'FR')"],
    [{ column: 'a', is: 'contains', value: '%' }, "strpos(a::text, '%') > 0"],
    [{ column: 'a', is: 'startsWith', value: 'x' }, "starts_with(a::text, 'x')"],
    [{ column: 'a', is: 'null' }, 'a IS NULL'],
    [{ column: 'A', is: 'notNull' }, '"A" IS NOT NULL'],
  ])('has the condition %j', (condition, wanted) => {
    expect(selectText(table, [newColumn('a')], [condition])).toBe(
      `SELECT a\nFROM public."order"\nWHERE ${wanted}\n`,
    );
  });
});

it('withAliases renames columns with the name of an earlier one', () => {
  expect(withAliases('SELECT * FROM a JOIN b USING (id); \n', ['id', 'name', 'id', 'id', 'id_2'])).toBe(
    'SELECT *\nFROM (\nSELECT * FROM a JOIN b USING (id)\n) AS q (id, name, id_3, id_4, id_2)\n',
  );
});

it.each([
  ['SELECT x', 8, 7],
  ["SELECT '😀', x", 13, 13],
  ['é\u{1F600}\u{1F600}x', 4, 5],
  ['ab', 3, 2],
  ['ab', 9, 2],
])('offsetOf in %j converts the position %i to the offset %i', (text, position, offset) => {
  expect(offsetOf(text, position)).toBe(offset);
});

it.each([
  ['SELECT größe, x', 7, 12],
  ['FROM "a b" x', 5, 10],
  ['SELECT c."E".x y', 7, 14],
  ['a ) b', 2, 3],
  ['a', 1, 1],
])('wordEnd in %j from %i is %i', (text, from, to) => {
  expect(wordEnd(text, from)).toBe(to);
});
