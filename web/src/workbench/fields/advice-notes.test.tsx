import { fireEvent, screen, waitFor } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { openRelation, path, reloadRelation } from '../../testing/render-app';
import { renderPane, undo } from '../../testing/render-pane';

describe('advice notes', () => {
  it('warn of a missing key and add it with one click', async () => {
    const { user } = renderPane('orders');
    expect(screen.queryByRole('button', { name: /note/ })).toBeNull();
    await user.click(screen.getByRole('button', { name: 'Remove id' }));
    await user.click(screen.getByRole('button', { name: /^1 note/ }));
    expect(
      screen.getByText('No key in the payload: without id a receiver cannot recognise a repeat.'),
    ).toBeTruthy();
    await user.click(screen.getByRole('button', { name: 'Add id to the payload' }));
    expect(path('id')).toHaveProperty('value', 'id');
    expect(screen.queryByRole('button', { name: /note/ })).toBeNull();
  });

  it('stay dismissed after undo and after a reload', async () => {
    let user = await openRelation('orders');
    await user.click(screen.getByRole('button', { name: 'Remove id' }));
    user = await reloadRelation();
    await user.click(screen.getByRole('button', { name: /^1 note/ }));
    await user.click(screen.getByRole('button', { name: /^Dismiss: No key/ }));
    expect(screen.queryByRole('button', { name: /note/ })).toBeNull();
    await user.click(screen.getByRole('button', { name: 'Undo: remove id' }));
    await user.click(screen.getByRole('button', { name: 'Remove id' }));
    expect(screen.queryByRole('button', { name: /note/ })).toBeNull();
    await reloadRelation();
    expect(screen.queryByRole('combobox', { name: 'Field path for id' })).toBeNull();
    expect(screen.queryByRole('button', { name: /note/ })).toBeNull();
  });

  it('describe the values of the focused field', () => {
    renderPane('customers');
    fireEvent.focus(path('phone'));
    expect(screen.getByText(/^NULL in 3 of 10 · longest \d+ characters$/)).toBeTruthy();
    fireEvent.focus(path('id'));
    expect(screen.getByText('never NULL in the sample')).toBeTruthy();
  });

  it('add a key of several columns in one step', async () => {
    const { user, store } = renderPane('orders', ['id', 'customer_id']);
    await user.click(screen.getByRole('button', { name: 'Remove id' }));
    await user.click(screen.getByRole('button', { name: 'Remove customer_id' }));
    await user.click(screen.getByRole('button', { name: /^1 note/ }));
    await user.click(screen.getByRole('button', { name: 'Add id, customer_id to the payload' }));
    expect(path('id')).toHaveProperty('value', 'id');
    await waitFor(() => expect(document.activeElement).toBe(path('customer_id')));
    undo(store, 'add id, customer_id to the payload');
    expect(screen.queryByRole('combobox', { name: /^Field path for (customer_)?id$/ })).toBeNull();
  });
});
