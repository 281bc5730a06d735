import { expect, it } from 'vitest';
import { grantSelect, relationKey, relationText } from './relation';

it('relationKey distinguishes relations with the same text', () => {
  const [a, b] = [
    { schema: 'a.b', name: 'c' },
    { schema: 'a', name: 'b.c' },
  ];
  expect(relationText(a)).toBe(relationText(b));
  expect(relationKey(a)).not.toBe(relationKey(b));
});

it('grantSelect quotes every name', () => {
  expect(grantSelect({ schema: 'public', name: 'say "when"; drop table' }, 'app')).toBe(
    'GRANT USAGE ON SCHEMA "public" TO "app"; GRANT SELECT ON "public"."say ""when""; drop table" TO "app";',
  );
});
