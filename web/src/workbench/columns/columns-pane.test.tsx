import { render, screen, waitFor } from '@testing-library/react';
import type { ComponentProps } from 'react';
import { describe, expect, it } from 'vitest';
import { mockTables } from '../../testing/mock-source';
import { openRelation, payload } from '../../testing/render-app';
import { ColumnItem } from './columns-pane';

const column = mockTables[0]?.detail.columns[0];

describe('columns pane', () => {
  const renderItem = (props: Pick<ComponentProps<typeof ColumnItem>, 'value' | 'error'>) => {
    if (column === undefined) throw new Error('the mock has no column');
    render(
      <ColumnItem
        index={0}
        column={column}
        tabStop
        isKey={false}
        uses={1}
        style={{}}
        onAdd={() => undefined}
        showsNulls={false}
        onShowNulls={() => undefined}
        {...props}
      />,
    );
  };

  it('shows an error instead of NULL for a column that cannot be read', () => {
    const message = 'A row of the table or view divides by zero.';
    const hint = 'Guard the division in the view.';
    renderItem({
      value: { cell: { json: null, bytes: 0, issue: 'column_failed' }, nulls: 0, rows: 3 },
      error: { column: 'id', code: 'query_failed', sqlstate: '22012', message, hint },
    });
    expect(screen.getByText(message).title).toBe(`${message} ${hint}`);
    expect(screen.queryByText(/null/)).toBeNull();
  });

  it('shows a value on one line, with the spaces of its strings', () => {
    const json = '{\n  "a": "b  c "\r\n}';
    renderItem({ value: { cell: { json, bytes: json.length }, nulls: 0, rows: 1 }, error: undefined });
    expect(document.querySelector('code')?.textContent).toBe('{ "a": "b  c " }');
  });

  it.each([
    ['row_too_large', 'too large to show'],
    ['invalid_utf8', 'cannot be shown'],
  ] as const)('does not show a value with the issue %s as NULL', (issue, text) => {
    renderItem({ value: { cell: { json: null, bytes: 0, issue }, nulls: 0, rows: 3 }, error: undefined });
    screen.getByText(text);
    expect(screen.queryByText(/null/)).toBeNull();
  });

  it('is a single tab stop; arrow keys move between columns and buttons', async () => {
    const user = await openRelation('orders');
    const nulls = await screen.findByRole('button', { name: 'null in 5 of 10' });
    await user.click(screen.getByRole('textbox', { name: 'Filter columns' }));
    await user.tab();
    const focused = () =>
      document.activeElement?.getAttribute('aria-label') ?? document.activeElement?.textContent;
    expect(focused()).toBe('Add id');
    await user.keyboard('{ArrowDown}');
    expect(focused()).toBe('Add customer_id');
    await user.keyboard('{End}{ArrowUp}{ArrowDown}');
    expect(focused()).toBe('Add coupon');
    await user.keyboard('{ArrowRight}');
    expect(document.activeElement).toBe(nulls);
    await user.keyboard('{ArrowUp}');
    expect(focused()).toBe('Add total');
    await user.tab();
    expect(document.activeElement?.closest('li')).toBeNull();
    await user.tab({ shift: true });
    expect(focused()).toBe('Add total');
    await user.keyboard('{Enter}');
    await waitFor(() => expect(document.activeElement).toHaveProperty('value', 'total_2'));
  });

  it('returns the focus to the filter with Shift+Tab after Home', async () => {
    const user = await openRelation('orders');
    const filter = screen.getByRole('textbox', { name: 'Filter columns' });
    await user.click(filter);
    await user.tab();
    await user.keyboard('{Home}');
    await user.tab({ shift: true });
    expect(document.activeElement).toBe(filter);
    await user.keyboard('id');
    expect(document.activeElement).toBe(filter);
    expect(filter).toHaveProperty('value', 'id');
  });

  it('shows rows with NULL on click on the NULL count, and all rows again', async () => {
    const user = await openRelation('orders');
    await user.click(await screen.findByRole('button', { name: 'null in 5 of 10' }));
    const pressed = await screen.findByRole('button', { name: 'null in 10 of 10', pressed: true });
    expect(screen.getByRole('combobox', { name: 'Which rows' })).toHaveProperty('value', 'null-in:coupon');
    expect(payload().querySelector('[data-highlighted="true"]')?.textContent).toContain('"coupon": null');
    expect(document.activeElement).toBe(pressed);
    await user.click(pressed);
    expect(await screen.findByRole('button', { name: 'null in 5 of 10', pressed: false })).toBeTruthy();
  });
});
