import { describe, expect, it } from 'vitest';
import { grantSelect, relationKey, relationText, sameRelation } from './relation';

const orders = { schema: 'public', name: 'orders' };

describe('relations', () => {
  it.each([
    [orders, { ...orders }, true],
    [orders, { schema: 'sales', name: 'orders' }, false],
    [orders, { schema: 'public', name: 'order' }, false],
    [orders, undefined, false],
    [undefined, undefined, true],
  ])('%j and %j are the same: %j', (a, b, same) => {
    expect(sameRelation(a, b)).toBe(same);
  });

  it('have keys of their own even where they read the same', () => {
    const [a, b] = [
      { schema: 'a.b', name: 'c' },
      { schema: 'a', name: 'b.c' },
    ];
    expect(relationText(a)).toBe(relationText(b));
    expect(relationKey(a)).not.toBe(relationKey(b));
  });
});

it('quotes every name of a grant', () => {
  expect(grantSelect({ schema: 'public', name: 'say "when"; drop table' }, 'app')).toBe(
    'GRANT USAGE ON SCHEMA "public" TO "app"; GRANT SELECT ON "public"."say ""when""; drop table" TO "app";',
  );
});
