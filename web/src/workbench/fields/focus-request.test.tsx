import { act, fireEvent, render, screen, waitFor } from '@testing-library/react';
import { useRef } from 'react';
import { describe, expect, it } from 'vitest';
import { fill, path } from '../../testing/render-app';
import { renderPane, undo } from '../../testing/render-pane';
import { newColumn } from '../../testing/columns';
import { newWorkbench } from '../../testing/new-workbench';
import { WorkbenchContext, useMapping } from '../context';
import { useFocusRequest } from './focus-request';

/** Shows all fields but the last. */
function Rows() {
  const around = useRef<HTMLDivElement>(null);
  useFocusRequest(around);
  const fields = useMapping(({ draft }) => draft.fields);
  return (
    <div ref={around}>
      {fields.slice(0, -1).map(({ id, to }) => (
        <div key={id} data-field={id}>
          <input data-part="path" aria-label={to} />
        </div>
      ))}
    </div>
  );
}

const open = () => {
  const workbench = newWorkbench([newColumn('a'), newColumn('b')]);
  const { mapping: store } = workbench;
  render(
    <WorkbenchContext value={workbench}>
      <Rows />
    </WorkbenchContext>,
  );
  const idOf = (path: string) => store.get().draft.fields.find(({ to }) => to === path)?.id ?? 0;
  return { store, idOf };
};

describe('focus request', () => {
  it('focuses the field when it is rendered', async () => {
    const { store, idOf } = open();
    act(() => store.requestFocus(idOf('b'), 'path'));
    act(() => store.add({ to: 'c', value: { kind: 'column', column: 'a' } }, 'path'));
    act(() => store.requestFocus(idOf('b'), 'path'));
    await waitFor(() => expect(document.activeElement).toBe(screen.getByLabelText('b')));
    expect(store.get().focusRequest).toBeUndefined();
  });

  it.each(['remove', 'filter'])('is dropped when its field disappears: %s', async (how) => {
    const { store, idOf } = open();
    act(() => store.requestFocus(idOf('b'), 'path'));
    act(() => {
      if (how === 'remove') store.dispatch({ type: 'remove', id: idOf('b') });
      else store.setFieldSearch('a');
    });
    await waitFor(() => expect(store.get().focusRequest).toBeUndefined());
  });
});

describe('focus', () => {
  it.each([
    ['total', 'coupon'],
    ['coupon', 'total'],
  ])('moves from a removed field to its neighbour: %s, then %s', async (removed, neighbour) => {
    const { user } = renderPane('orders');
    screen.getByRole('button', { name: `Remove ${removed}` }).focus();
    await user.keyboard('{Enter}');
    await waitFor(() => expect(document.activeElement).toBe(path(neighbour)));
  });

  it('moves with Enter and arrow keys before the next render', async () => {
    renderPane('orders');
    path('total').focus();
    fireEvent.keyDown(path('total'), { key: 'Enter' });
    expect(document.activeElement).toBe(path('coupon'));
    fireEvent.keyDown(path('coupon'), { key: 'ArrowUp' });
    expect(document.activeElement).toBe(path('total'));
  });

  it('moves from the last removed field to its pane', async () => {
    const { user } = renderPane('gift_cards');
    for (const column of ['balance', 'code']) {
      const remove = screen.getByRole('button', { name: `Remove ${column}` });
      remove.focus();
      await user.keyboard('{Enter}');
      await waitFor(() => expect(document.activeElement).not.toBe(document.body));
    }
    expect(document.activeElement).toBe(screen.getByRole('region', { name: 'Mapping' }));
  });

  it('moves from Nest by common words, one undo step, to the first nested field', async () => {
    const { user, store } = renderPane('orders');
    await user.click(screen.getByRole('button', { name: /^Nest by common words/ }));
    await waitFor(() => expect(document.activeElement).toBe(path('billing_city')));
    expect(path('billing_city')).toHaveProperty('value', 'billing.city');
    undo(store, 'nest 2 paths');
    expect(path('billing_city')).toHaveProperty('value', 'billing_city');
  });
});

describe('field path', () => {
  const paths = () =>
    screen.getAllByRole<HTMLInputElement>('combobox', { name: /^Field path/ }).map(({ value }) => value);

  it('is trimmed and loses the $. of JSONPath', async () => {
    const { user } = renderPane('gift_cards');
    await user.clear(path('code'));
    await user.type(path('code'), ' $.card.code ');
    expect(path('code')).toHaveProperty('value', ' $.card.code ');
    await user.tab();
    expect(path('code')).toHaveProperty('value', 'card.code');
  });

  it('is restored by Escape, without an undo step', async () => {
    const { user, store } = renderPane('gift_cards');
    await user.type(path('code'), '.x');
    await user.keyboard('{Escape}');
    expect(path('code')).toHaveProperty('value', 'code');
    expect(store.get().past).toEqual([]);
  });

  it('pasted with several lines fills the rows below as one undo step', async () => {
    const { user, store } = renderPane('orders');
    await user.click(path('id'));
    await user.paste('order.id\r\n$.order.customer\n\n order.zip \n');
    expect(paths().slice(0, 4)).toEqual(['order.id', 'order.customer', 'billing_city', 'order.zip']);
    undo(store, 'paste 3 paths');
    expect(paths().slice(0, 4)).toEqual(['id', 'customer_id', 'billing_city', 'billing_zip']);
  });

  it('is completed by Tab, and Enter moves to the next one', async () => {
    const { user } = renderPane('orders');
    fill(path('billing_city'), 'bill.city');
    await user.clear(path('billing_zip'));
    await user.type(path('billing_zip'), 'bill.');
    await user.keyboard('{Tab}');
    expect(path('billing_zip')).toHaveProperty('value', 'bill.billing_zip');
    await user.keyboard('{Enter}');
    await waitFor(() => expect(document.activeElement).toBe(path('total')));
  });
});

describe('field list', () => {
  it('is a single tab stop, at the field that was focused last', async () => {
    const { user } = renderPane('orders');
    await waitFor(() => expect(document.activeElement).toBe(path('id')));
    const stops = () =>
      screen
        .getAllByRole('combobox', { name: /^Field path/ })
        .filter((each) => each.tabIndex === 0)
        .map((each) => each.getAttribute('aria-label'));
    expect(stops()).toEqual(['Field path for id']);
    await user.keyboard('{ArrowDown}');
    await waitFor(() => expect(stops()).toEqual(['Field path for customer_id']));
  });

  it('removes the focused field with Ctrl Backspace', async () => {
    const { user } = renderPane('orders');
    await waitFor(() => expect(document.activeElement).toBe(path('id')));
    await user.click(path('total'));
    await user.keyboard('{Control>}{Backspace}{/Control}');
    expect(screen.queryByRole('combobox', { name: 'Field path for total' })).toBeNull();
    await waitFor(() => expect(document.activeElement).toBe(path('coupon')));
  });
});
