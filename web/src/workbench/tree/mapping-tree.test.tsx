import { act, screen, waitFor, within } from '@testing-library/react';
import type { UserEvent } from '@testing-library/user-event';
import { describe, expect, it } from 'vitest';
import { navigate } from '../../lib/url-state';
import { fill, openRelation, path, payload } from '../../testing/render-app';
import { renderPane, undo } from '../../testing/render-pane';

const showTree = async (user: UserEvent, paths: Record<string, string> = {}) => {
  for (const [column, to] of Object.entries(paths)) fill(path(column), to);
  await user.click(screen.getByRole('button', { name: 'Tree' }));
  const tree = await screen.findByRole('tree', { name: 'Shape of the payload' });
  act(() => tree.focus());
};

/** The tree in its pane alone. */
const openTree = async (paths?: Record<string, string>) => {
  const pane = renderPane('orders');
  await showTree(pane.user, paths);
  return pane;
};

/** The tree beside its payload. */
const openPage = async (paths?: Record<string, string>) => {
  const user = await openRelation('orders');
  await showTree(user, paths);
  return user;
};
const nested = { billing_city: 'billing.city', billing_zip: 'billing.zip', coupon: 'codes[0]' };
const nestedKeys = ['id', 'customer_id', 'billing', '  city', '  zip', 'total', 'codes', '  [0]'];

/** The lines as indented keys, the active one marked. */
const shape = () =>
  screen.getAllByRole('treeitem').map((item) => {
    const key = item.querySelector('.key')?.textContent ?? 'renaming';
    const mark = item.getAttribute('aria-selected') === 'true' ? '>' : '';
    return '  '.repeat(Number(item.getAttribute('aria-level')) - 1) + mark + key;
  });
const keys = () => shape().map((key) => key.replace('>', ''));
const active = () =>
  document.getElementById(screen.getByRole('tree').getAttribute('aria-activedescendant') ?? '')?.textContent;

describe('mapping tree', () => {
  it('shows the nested fields with their values', async () => {
    await openTree(nested);
    expect(shape()[0]).toBe('>id');
    expect(keys()).toEqual(nestedKeys);
    expect(screen.getByRole('treeitem', { name: /^city/ }).textContent).toBe('cityfrom billing_city text');
    expect(screen.getByRole('treeitem', { name: /^billing/ }).textContent).toBe('billing{ } 2 fields');
    expect(screen.getByRole('treeitem', { name: /^codes/ }).textContent).toBe('codes[ ] 1 entry');
  });

  it('opens on the field that had the focus last in the list', async () => {
    const { user } = renderPane('orders');
    await user.click(path('total'));
    await user.click(screen.getByRole('button', { name: 'Tree' }));
    expect(await screen.findByRole('group', { name: 'Selected: total' })).toBeTruthy();
    expect(shape()).toContain('>total');
  });

  it('adds new fields at the selection', async () => {
    const { user } = await openTree(nested);
    const add = async (kind: string) => {
      await user.click(screen.getByRole('button', { name: 'Add field' }));
      await user.click(await screen.findByRole('menuitem', { name: kind }));
    };
    await user.keyboard('{ArrowDown}{ArrowDown}{ArrowRight}');
    await add('Column');
    const column = await screen.findByRole('combobox', { name: 'Column' });
    await waitFor(() => expect(document.activeElement).toBe(column));
    await user.keyboard('total');
    await waitFor(() => expect(shape()).toContain('  >total'));
    expect(shape()).toEqual([
      'id',
      'customer_id',
      'billing',
      '  city',
      '  >total',
      '  zip',
      'total',
      'codes',
      '  [0]',
    ]);
    await user.click(screen.getByRole('treeitem', { name: /^codes/ }));
    await add('Fixed value');
    await waitFor(() => expect(shape().slice(-2)).toEqual(['  [0]', '  >[1]']));
    const field = screen.getByRole('grid', { name: 'Selected field' });
    await waitFor(() => expect(document.activeElement).toBe(within(field).getByLabelText('Fixed value')));
    await user.click(screen.getByRole('treeitem', { name: /^id/ }));
    await add('Combine columns');
    await waitFor(() => expect(shape().slice(0, 2)).toEqual(['id', '>text']));
  });

  it('is navigated by keyboard and can be collapsed', async () => {
    const { user } = await openTree(nested);
    await user.keyboard('{ArrowDown}{ArrowDown}');
    expect(active()).toMatch(/^billing/);
    await user.keyboard('{ArrowRight}');
    expect(active()).toMatch(/^city/);
    await user.keyboard('{ArrowLeft}{ArrowLeft}');
    expect(shape()).toEqual(['id', 'customer_id', '>billing', 'total', 'codes', '  [0]']);
    expect(screen.getByRole('treeitem', { name: /^billing/ }).getAttribute('aria-expanded')).toBe('false');
    await user.keyboard('{End}');
    expect(active()).toMatch(/^\[0\]/);
    await user.keyboard('{Home}c');
    expect(active()).toMatch(/^customer_id/);
    await user.keyboard('c');
    expect(active()).toMatch(/^codes/);
    await user.keyboard('c');
    expect(active()).toMatch(/^customer_id/);
  });

  it('moves fields by keyboard, each as one undo step', async () => {
    const user = await openPage(nested);
    await user.keyboard('{End}{Alt>}{ArrowLeft}{/Alt}');
    expect(shape()).toEqual(['id', 'customer_id', 'billing', '  city', '  zip', 'total', '>codes']);
    await user.keyboard('{Alt>}{ArrowUp}{ArrowRight}{/Alt}');
    expect(shape()).toEqual(['id', 'customer_id', 'billing', '  city', '  zip', '  >codes', 'total']);
    await waitFor(() => expect(payload().textContent).toMatch(/"zip": "75000",\s*"codes": null\s*\}/));
    await user.click(screen.getByRole('button', { name: 'Undo: move codes into billing' }));
    expect(keys()).toEqual(['id', 'customer_id', 'billing', '  city', '  zip', 'codes', 'total']);
    await user.click(screen.getByRole('button', { name: 'Undo: move codes up' }));
    expect(keys()).toEqual(['id', 'customer_id', 'billing', '  city', '  zip', 'total', 'codes']);
    await user.click(screen.getByRole('button', { name: 'Undo: move codes[0] out of codes' }));
    expect(keys()).toEqual(nestedKeys);
  });

  it('explains why an action is disabled', async () => {
    const { user } = await openTree(nested);
    await user.keyboard('{Alt>}{ArrowUp}{/Alt}');
    expect(screen.getByText('This is the first in the payload.')).toBeTruthy();
    const up = screen.getByRole('button', { name: 'Move up' });
    expect(up.getAttribute('aria-disabled')).toBe('true');
    expect(up.getAttribute('aria-description')).toBe('This is the first in the payload.');
    expect(screen.getByRole('button', { name: 'Move down' }).getAttribute('aria-disabled')).toBe('false');
  });

  it('renames an object with all its paths, but to no name in conflict and no list entry', async () => {
    const { user, store } = await openTree(nested);
    await user.keyboard('{End}{F2}');
    expect(screen.getByText(/^Entries of a list have numbers instead of names/)).toBeTruthy();
    expect(screen.queryByRole('textbox', { name: /^Name of/ })).toBeNull();
    await user.keyboard('b{F2}');
    const input = screen.getByRole('textbox', { name: 'Name of billing' });
    expect(document.activeElement).toBe(input);
    await user.clear(input);
    await user.type(input, 'total{Enter}');
    expect(input.getAttribute('aria-invalid')).toBe('true');
    expect(screen.getByText(/^total: total is a value in one field and an object in another/)).toBeTruthy();
    await user.clear(input);
    await user.type(input, 'invoice.address{Enter}');
    expect(shape()).toEqual([
      'id',
      'customer_id',
      'invoice',
      '  >address',
      '    city',
      '    zip',
      'total',
      'codes',
      '  [0]',
    ]);
    expect(document.activeElement).toBe(screen.getByRole('tree'));
    await user.keyboard('{F2}other{Escape}');
    expect(shape()).toContain('  >address');
    undo(store, 'rename billing to invoice.address');
    expect(keys()).toEqual(nestedKeys);
  });

  it('renames on double-click on a line, but not on its chevron', async () => {
    const { user } = await openTree(nested);
    const billing = screen.getByRole('treeitem', { name: /^billing/ });
    await user.dblClick(billing.querySelector('.chevron') ?? billing);
    expect(screen.queryByRole('textbox', { name: 'Name of billing' })).toBeNull();
    await user.dblClick(within(billing).getByText('billing'));
    expect(screen.getByRole('textbox', { name: 'Name of billing' })).toBeTruthy();
  });

  it('wraps a field in an object and asks for its name', async () => {
    const user = await openPage();
    await user.click(screen.getByRole('button', { name: 'Put in a new object' }));
    const input = await screen.findByRole('textbox', { name: 'Name of new_object' });
    await user.clear(input);
    await user.type(input, 'order{Enter}');
    expect(shape().slice(0, 3)).toEqual(['>order', '  id', 'customer_id']);
    expect(window.location.search).toContain('mapping=tree');
    await waitFor(() => expect(payload().textContent).toMatch(/"order": \{\s*"id": 1\s*\}/));
  });

  it('removes a node with all its fields', async () => {
    const { user, store } = await openTree(nested);
    await user.keyboard('b{Delete}');
    expect(shape()).toEqual(['id', 'customer_id', '>total', 'codes', '  [0]']);
    undo(store, 'remove billing and its 2 fields');
    expect(keys()).toEqual(nestedKeys);
  });

  it('shows conflicts at their nodes', async () => {
    const { user } = await openTree({ ...nested, total: 'billing' });
    const field = screen
      .getAllByRole('treeitem', { name: /^billing/ })
      .find((item) => item.getAttribute('aria-expanded') === null);
    expect(field?.textContent).toContain('issue');
    await user.click(screen.getByRole('button', { name: '1 issue' }));
    await waitFor(() => expect(document.activeElement).toBe(path('total')));
    await user.click(screen.getByRole('button', { name: 'Use billing.total' }));
    expect(shape()).toContain('  >total');
  });

  it('highlights the active field in the payload', async () => {
    const user = await openPage(nested);
    await waitFor(() => payload());
    await user.keyboard('{End}');
    await waitFor(() =>
      expect(payload().querySelector('[data-highlighted="true"]')?.textContent).toContain('"codes"'),
    );
  });

  it('shows filtered fields with their parents', async () => {
    await openTree(nested);
    fill(screen.getByRole('textbox', { name: 'Filter fields' }), 'zip');
    expect(shape()).toEqual(['>billing', '  zip']);
  });

  it('reaches every part of the selected field by keyboard', async () => {
    const { user } = await openTree();
    await user.keyboard('{End}');
    await user.selectOptions(screen.getByLabelText('If NULL, for coupon'), 'default');
    await waitFor(() => expect(document.activeElement).toBe(screen.getByLabelText('Default for coupon')));
    const reached: (string | null | undefined)[] = [];
    for (let i = 0; i < 4; i++) {
      await user.keyboard('{ArrowLeft}');
      reached.push(document.activeElement?.getAttribute('aria-label'));
    }
    expect(reached).toEqual([
      'Type of Default for coupon',
      'If NULL, for coupon',
      'Send as, for coupon',
      'Field path for coupon',
    ]);
    await user.keyboard('{Enter}{Alt>}{ArrowUp}{/Alt}');
    expect(document.activeElement).toBe(screen.getByLabelText('Field path for coupon'));
    expect(shape().at(-1)).toBe('>coupon');
  });

  it('shows the same mapping after switching to the list and back', async () => {
    const { user } = await openTree(nested);
    await user.keyboard('b{Alt>}{ArrowUp}{/Alt}');
    await user.click(screen.getByRole('button', { name: 'List' }));
    const paths = screen.getAllByRole('combobox', { name: /^Field path/ });
    expect(paths.map((input) => (input as HTMLInputElement).value)).toEqual([
      'id',
      'billing.city',
      'billing.zip',
      'customer_id',
      'total',
      'codes[0]',
    ]);
    act(() => navigate({ mapping: 'tree' }));
    await screen.findByRole('tree');
    expect(keys()).toEqual(['id', 'billing', '  city', '  zip', 'customer_id', 'total', 'codes', '  [0]']);
  });
});
