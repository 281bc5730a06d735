import { screen } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { openRelation } from '../../testing/render-app';

const path = (column: string) => screen.getByRole('combobox', { name: `Field path for ${column}` });

describe('typing that goes on', () => {
  it('is no conflict before the field is left', async () => {
    const user = await openRelation('orders');
    await user.click(screen.getByRole('button', { name: 'Add field' }));
    await user.click(await screen.findByRole('menuitem', { name: 'Combine columns' }));
    const template = await screen.findByRole('combobox', { name: 'Template' });
    await user.type(template, '{{cou');
    expect(template).toHaveProperty('value', '{cou');
    expect(screen.getByRole('option', { name: 'coupon' })).toBeTruthy();
    expect(screen.queryByText(/needs a column/)).toBeNull();
    expect(screen.getByText('No issues')).toBeTruthy();
    await user.click(path('total'));
    expect(await screen.findByText(/needs a column/)).toBeTruthy();
    expect(screen.getByRole('button', { name: '1 issue' })).toBeTruthy();
  });

  it('in a column is one step, whose path follows', async () => {
    const user = await openRelation('orders');
    await user.click(screen.getByRole('button', { name: 'Remove coupon' }));
    await user.click(screen.getByRole('button', { name: 'Add field' }));
    await user.click(await screen.findByRole('menuitem', { name: 'Column' }));
    await user.type(await screen.findByRole('combobox', { name: 'Column' }), 'coupon');
    expect(screen.queryByText(/There is no column/)).toBeNull();
    await user.tab();
    expect(path('coupon')).toHaveProperty('value', 'coupon');
    await user.click(screen.getByRole('button', { name: 'Undo: column of a new field' }));
    expect(screen.getByRole('combobox', { name: 'Column' })).toHaveProperty('value', '');
  });
});

describe('what is offered', () => {
  it.each([
    ['Combine columns', 'Template', '{{pa'],
    ['Column', 'Column', 'pa'],
  ])('is no column that may not be read: %s', async (item, name, typed) => {
    const user = await openRelation('customers');
    await user.click(screen.getByRole('button', { name: 'Add field' }));
    await user.click(await screen.findByRole('menuitem', { name: item }));
    const input = await screen.findByRole('combobox', { name });
    await user.type(input, typed);
    expect(screen.queryByRole('option', { name: 'password_hash' })).toBeNull();
    await user.clear(input);
    await user.type(input, typed.replace('pa', 'up'));
    expect(screen.getByRole('option', { name: 'updated_at' })).toBeTruthy();
  });
});
