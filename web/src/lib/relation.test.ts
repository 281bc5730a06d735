import { describe, expect, it } from 'vitest';
import { fileName, grantSelect, relationKey, relationText, sameRelation } from './relation';

const orders = { schema: 'public', name: 'orders' };

describe('sameRelation and relationKey', () => {
  it.each([
    [orders, { ...orders }, true],
    [orders, { schema: 'sales', name: 'orders' }, false],
    [orders, { schema: 'public', name: 'order' }, false],
    [orders, undefined, false],
    [undefined, undefined, true],
  ])('compare %j and %j: %j', (a, b, same) => {
    expect(sameRelation(a, b)).toBe(same);
  });

  it('distinguish relations with the same text', () => {
    const [a, b] = [
      { schema: 'a.b', name: 'c' },
      { schema: 'a', name: 'b.c' },
    ];
    expect(relationText(a)).toBe(relationText(b));
    expect(relationKey(a)).not.toBe(relationKey(b));
  });
});

it('grantSelect quotes every name', () => {
  expect(grantSelect({ schema: 'public', name: 'say "when"; drop table' }, 'app')).toBe(
    'GRANT USAGE ON SCHEMA "public" TO "app"; GRANT SELECT ON "public"."say ""when""; drop table" TO "app";',
  );
});

it.each([
  ['customers', 'customers.ndjson'],
  ['größe', 'größe.ndjson'],
  [`it's; rm -rf /`, 'it_s_rm_-rf_.ndjson'],
  ['../x', '_x.ndjson'],
  ['-rf', 'rf.ndjson'],
  [' ', '_.ndjson'],
  ['..', 'export.ndjson'],
])('fileName of %j is %s', (name, wanted) => {
  expect(fileName({ schema: 'public', name }, 'ndjson')).toBe(wanted);
});
