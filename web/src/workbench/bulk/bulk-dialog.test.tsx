import { screen, waitFor, within } from '@testing-library/react';
import type { UserEvent } from '@testing-library/user-event';
import { describe, expect, it } from 'vitest';
import { fill, path } from '../../testing/render-app';
import { renderPane, undo } from '../../testing/render-pane';

const filter = (text: string) => fill(screen.getByRole('textbox', { name: 'Filter fields' }), text);
const paths = () =>
  screen.getAllByRole('combobox', { name: /^Field path/ }).map((input) => (input as HTMLInputElement).value);
const choose = async (user: UserEvent, menu: string, item: RegExp) => {
  await user.click(screen.getByRole('button', { name: menu }));
  await user.click(await screen.findByRole('menuitem', { name: item }));
  return screen.findByRole('dialog');
};

describe('bulk edit', () => {
  it('previews the changes and applies them with Enter as one undo step', async () => {
    const { user, store } = renderPane('customers');
    const dialog = await choose(user, 'Bulk edit', /^snake_case/);
    expect(within(dialog).getByRole('status').textContent).toBe('7 paths change. 6 others stay as they are.');
    expect(within(dialog).getAllByRole('listitem')[0]?.textContent).toBe('first_namefirstName');
    expect(paths()).toContain('first_name');
    expect(document.activeElement).toBe(within(dialog).getByRole('button', { name: 'Change 7 paths' }));
    await user.keyboard('{Enter}');
    expect(screen.queryByRole('dialog')).toBeNull();
    expect(paths()).toContain('lifetimeValue');
    undo(store, 'camelCase 7 paths');
    expect(paths()).toContain('lifetime_value');
  });

  it('changes only the filtered fields, which stay visible', async () => {
    const { user, store } = renderPane('customers');
    filter('name');
    expect(paths()).toEqual(['first_name', 'last_name']);
    const dialog = await choose(user, 'Edit 2 fields', /^Prefix/);
    const prefix = within(dialog).getByRole('textbox', { name: /^Prefix/ });
    await user.clear(prefix);
    expect(within(dialog).getByRole('status').textContent).toMatch(/^Enter a path for this field/);
    await user.type(prefix, 'person.');
    expect(within(dialog).getByRole('status').textContent).toBe('2 paths change.');
    await user.keyboard('{Enter}');
    expect(screen.queryByRole('dialog')).toBeNull();
    expect(paths()).toEqual(['person.first_name', 'person.last_name']);
    filter('');
    expect(paths()).toHaveLength(13);
    undo(store, 'prefix 2 paths');
    expect(paths()).toContain('first_name');
  });

  it('changes If NULL and Send as, each as one undo step', async () => {
    const { user, store } = renderPane('customers');
    filter('name');
    const nulls = await choose(user, 'Edit 2 fields', /^If NULL/);
    expect(within(nulls).getByRole('status').textContent).toBe('2 fields change.');
    await user.click(within(nulls).getByRole('button', { name: 'reject row' }));
    expect(within(nulls).getAllByRole('listitem')[0]?.textContent).toBe('first_namekeep nullreject row');
    await user.click(within(nulls).getByRole('button', { name: 'Change 2 fields' }));
    const policies = () =>
      screen.getAllByRole<HTMLSelectElement>('combobox', { name: /^If NULL/ }).map(({ value }) => value);
    expect(policies()).toEqual(['error', 'error']);
    undo(store, 'If NULL of 2 fields');
    expect(policies()).toEqual(['keep', 'keep']);
    filter('');
    const sending = await choose(user, 'Bulk edit', /^Send as/);
    const count = /^\d+/.exec(within(sending).getByRole('status').textContent)?.[0] ?? '';
    await user.click(within(sending).getByRole('button', { name: `Change ${count} fields` }));
    expect(screen.getByLabelText('Send as, for lifetime_value')).toHaveProperty('value', 'string');
    undo(store, `send ${count} fields as strings`);
    expect(screen.getByLabelText('Send as, for lifetime_value')).toHaveProperty('value', '');
  });

  it('shows the conflicts that the edit would cause', async () => {
    const { user } = renderPane('customers');
    fill(path('email'), 'firstName');
    const dialog = await choose(user, 'Bulk edit', /^snake_case/);
    expect(within(dialog).getByText('This causes 1 new conflict')).toBeTruthy();
    expect(within(dialog).getByText(/^email: firstName is set twice\./)).toBeTruthy();
    await user.click(within(dialog).getByRole('button', { name: 'Cancel' }));
    expect(paths()).toContain('first_name');
  });

  it('removes fields, which can be undone', async () => {
    const { user, store } = renderPane('customers');
    filter('_at');
    const dialog = await choose(user, 'Edit 2 fields', /^Remove/);
    await user.click(within(dialog).getByRole('button', { name: 'Remove 2 fields' }));
    expect(screen.getByText('No field has this in its path or value.')).toBeTruthy();
    undo(store, 'remove 2 fields');
    expect(paths()).toEqual(['created_at', 'updated_at']);
  });

  it('shows a hidden field when a conflict links to it', async () => {
    const { user } = renderPane('customers');
    filter('phone');
    fill(path('phone'), 'email');
    await user.click(screen.getByRole('button', { name: 'Go to field 4' }));
    await waitFor(() => expect(document.activeElement).toBe(path('email')));
  });
});
