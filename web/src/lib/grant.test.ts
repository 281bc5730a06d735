import { expect, it } from 'vitest';
import { grantSelect } from './relation';

it('quotes every name', () => {
  expect(grantSelect({ schema: 'public', name: 'say "when"; drop table' }, 'app')).toBe(
    'GRANT USAGE ON SCHEMA "public" TO "app"; GRANT SELECT ON "public"."say ""when""; drop table" TO "app";',
  );
});
