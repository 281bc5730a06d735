import { screen, waitFor } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { mockPreview } from '../../testing/mock-rows';
import { mock } from '../../testing/mocks';
import { openRelation, path } from '../../testing/render-app';
import { renderPane, undo } from '../../testing/render-pane';
import { server } from '../../testing/server';

describe('value that is being typed', () => {
  it('shows no issue before the focus moves', async () => {
    const { user } = renderPane('orders');
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

  it('changes the column and its path in one undo step', async () => {
    const { user, store } = renderPane('orders');
    await user.click(screen.getByRole('button', { name: 'Remove coupon' }));
    await user.click(screen.getByRole('button', { name: 'Add field' }));
    await user.click(await screen.findByRole('menuitem', { name: 'Column' }));
    await user.type(await screen.findByRole('combobox', { name: 'Column' }), 'coupon');
    expect(screen.queryByText(/There is no column/)).toBeNull();
    await user.tab();
    expect(path('coupon')).toHaveProperty('value', 'coupon');
    undo(store, 'column of a new field');
    expect(screen.getByRole('combobox', { name: 'Column' })).toHaveProperty('value', '');
  });
});

describe('column', () => {
  it('is marked if Postgres cannot evaluate it', async () => {
    const issue = {
      field: 4,
      code: 'column_failed' as const,
      message: 'total cannot be read: It divides by zero.',
    };
    const rejected = { key: ['1'], body: null, bytes: 0, issues: [issue] };
    server.use(mock('createPreview', () => mockPreview([rejected])));
    await openRelation('orders');
    const mark = await screen.findByRole('img', { name: 'has an issue' });
    expect(mark.closest('[role="gridcell"]')?.textContent).toContain('total');
  });
});

describe('completion of a reference', () => {
  it('replaces the rest of the reference', async () => {
    const { user } = renderPane('customers');
    await user.click(screen.getByRole('button', { name: 'Add field' }));
    await user.click(await screen.findByRole('menuitem', { name: 'Combine columns' }));
    const input = await screen.findByRole<HTMLInputElement>('combobox', { name: 'Template' });
    await user.click(input);
    await user.paste('{first name} cm');
    await user.type(input, 'up', { initialSelectionStart: 1, initialSelectionEnd: 1 });
    await user.click(screen.getByRole('option', { name: 'updated_at' }));
    expect(input.value).toBe('{updated_at} cm');
  });
});

describe('completions', () => {
  it.each([
    ['Combine columns', 'Template', '{{pa'],
    ['Column', 'Column', 'pa'],
  ])('do not include unreadable columns: %s', async (item, name, typed) => {
    const { user } = renderPane('customers');
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

describe('kind of value', () => {
  it('can be changed in place, keeps the text, and is one undo step', async () => {
    const { user, store } = renderPane('orders');
    await user.click(path('total'));
    await user.selectOptions(screen.getByLabelText('Kind of value, for total'), 'Combine columns');
    const template = screen.getByRole('combobox', { name: 'Template' });
    expect(template).toHaveProperty('value', '{total}');
    await waitFor(() => expect(document.activeElement).toBe(template));
    await user.selectOptions(screen.getByLabelText('Kind of value, for “{total}”'), 'Column');
    await waitFor(() => expect(document.activeElement).toBe(path('total')));
    await user.selectOptions(screen.getByLabelText('Kind of value, for total'), 'Fixed value');
    await user.type(screen.getByRole('textbox', { name: 'Fixed value' }), '{{5}');
    expect(path('fixed value {5}')).toHaveProperty('value', 'total');
    await user.selectOptions(screen.getByLabelText('Type of Fixed value'), 'Combine columns');
    expect(screen.getByRole('combobox', { name: 'Template' })).toHaveProperty('value', '{{5}}');
    undo(store, 'Combine columns for fixed value {5}');
    expect(screen.getByRole('textbox', { name: 'Fixed value' })).toHaveProperty('value', '{5}');
  });
});
