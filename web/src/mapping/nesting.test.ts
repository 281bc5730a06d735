import { describe, expect, it } from 'vitest';
import { proposeNesting } from './nesting';

describe('proposeNesting', () => {
  const proposed = (...columns: string[]) =>
    proposeNesting({
      fields: columns.map((column, id) => ({ id, to: column, value: { kind: 'column', column } })),
    })?.edits.map(({ to }) => to);

  it('groups by the last word, then by the first', () => {
    expect(proposed('first_name', 'last_name', 'billing_city', 'billing_zip', 'id')).toEqual([
      'name.first',
      'name.last',
      'billing.city',
      'billing.zip',
    ]);
  });

  it('leaves words alone that mean nothing together', () => {
    expect(proposed('created_at', 'updated_at', 'customer_id', 'order_id', 'm_1', 'm_2')).toBeUndefined();
  });

  it('does not stand in the way of another field', () => {
    expect(proposed('first_name', 'last_name', 'name')).toBeUndefined();
  });
});
