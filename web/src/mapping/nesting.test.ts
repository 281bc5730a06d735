import { describe, expect, it } from 'vitest';
import { proposeNesting } from './bulk';

describe('proposeNesting', () => {
  const proposed = (...columns: string[]) =>
    proposeNesting(
      { fields: columns.map((column, id) => ({ id, to: column, value: { kind: 'column', column } })) },
      new Map(),
    )?.changes.map((change) => change.after);

  it('groups by the first words or the last word', () => {
    expect(proposed('first_name', 'last_name', 'ship_to_city', 'ship_to_zip', 'id')).toEqual([
      'name.first',
      'name.last',
      'ship_to.city',
      'ship_to.zip',
    ]);
  });

  it('does not group words without a meaning in common', () => {
    expect(proposed('created_at', 'updated_at', 'customer_id', 'order_id', 'm_1', 'm_2')).toBeUndefined();
  });

  it('avoids conflicts with other fields', () => {
    expect(proposed('first_name', 'last_name', 'name')).toBeUndefined();
    expect(proposed('first_name', 'last_name', 'name_first', 'name_last')).toBeUndefined();
  });
});
