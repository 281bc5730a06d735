import { act, fireEvent, render, screen, waitFor } from '@testing-library/react';
import { useRef } from 'react';
import { describe, expect, it } from 'vitest';
import { fill, openRelation } from '../../testing/render-app';
import { newColumn } from '../../testing/columns';
import { MappingContext, useMapping } from '../context';
import { createMappingStore } from '../store';
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
  const store = createMappingStore({ schema: 'public', name: 't' }, [newColumn('a'), newColumn('b')]);
  render(
    <MappingContext value={store}>
      <Rows />
    </MappingContext>,
  );
  const idOf = (path: string) => store.get().draft.fields.find(({ to }) => to === path)?.id ?? 0;
  return { store, idOf };
};

describe('a focus request', () => {
  it('gets the focus, once it is there', async () => {
    const { store, idOf } = open();
    act(() => store.requestFocus(idOf('b'), 'path'));
    act(() => store.add({ to: 'c', value: { kind: 'column', column: 'a' } }, 'path'));
    act(() => store.requestFocus(idOf('b'), 'path'));
    await waitFor(() => expect(document.activeElement).toBe(screen.getByLabelText('b')));
    expect(store.get().focusRequest).toBeUndefined();
  });

  it.each(['remove', 'filter'])('is dropped when its field goes: %s', async (how) => {
    const { store, idOf } = open();
    act(() => store.requestFocus(idOf('b'), 'path'));
    act(() => {
      if (how === 'remove') store.dispatch({ type: 'remove', id: idOf('b') });
      else store.setFilter('a');
    });
    await waitFor(() => expect(store.get().focusRequest).toBeUndefined());
  });
});

const path = (column: string) => screen.getByRole('combobox', { name: `Field path for ${column}` });

describe('where the focus goes', () => {
  it.each([
    ['total', 'coupon'],
    ['coupon', 'total'],
  ])('from a removed field to its neighbour: %s, then %s', async (removed, neighbour) => {
    const user = await openRelation('orders');
    screen.getByRole('button', { name: `Remove ${removed}` }).focus();
    await user.keyboard('{Enter}');
    await waitFor(() => expect(document.activeElement).toBe(path(neighbour)));
  });

  it('by Enter and the arrows before the next key is typed', async () => {
    await openRelation('orders');
    path('total').focus();
    fireEvent.keyDown(path('total'), { key: 'Enter' });
    expect(document.activeElement).toBe(path('coupon'));
    fireEvent.keyDown(path('coupon'), { key: 'ArrowUp' });
    expect(document.activeElement).toBe(path('total'));
  });

  it('from the last field to the pane that it was in', async () => {
    const user = await openRelation('gift_cards');
    for (const column of ['balance', 'code']) {
      const remove = screen.getByRole('button', { name: `Remove ${column}` });
      remove.focus();
      await user.keyboard('{Enter}');
      await waitFor(() => expect(document.activeElement).not.toBe(document.body));
    }
    expect(document.activeElement).toBe(screen.getByRole('region', { name: 'Mapping' }));
  });

  it('from the offer to nest to the first field that was nested', async () => {
    const user = await openRelation('orders');
    await user.click(screen.getByRole('button', { name: /^Nest by common words/ }));
    await waitFor(() => expect(document.activeElement).toBe(path('billing_city')));
  });
});

describe('a path', () => {
  const paths = () =>
    screen.getAllByRole<HTMLInputElement>('combobox', { name: /^Field path/ }).map(({ value }) => value);

  it('is typed with spaces around it and with the $. of JSONPath, and has none', async () => {
    const user = await openRelation('gift_cards');
    await user.clear(path('code'));
    await user.type(path('code'), ' $.card.code ');
    expect(path('code')).toHaveProperty('value', ' $.card.code ');
    await user.tab();
    expect(path('code')).toHaveProperty('value', 'card.code');
  });

  it('gets its old text back by Escape, and no step of the history', async () => {
    const user = await openRelation('gift_cards');
    await user.type(path('code'), '.x');
    await user.keyboard('{Escape}');
    expect(path('code')).toHaveProperty('value', 'code');
    expect(screen.getByRole('button', { name: 'Undo' })).toHaveProperty('disabled', true);
  });

  it('fills the rows below with the lines that are pasted, in one step', async () => {
    const user = await openRelation('orders');
    await user.click(path('id'));
    await user.paste('order.id\r\n$.order.customer\n\n order.zip \n');
    expect(paths().slice(0, 4)).toEqual(['order.id', 'order.customer', 'billing_city', 'order.zip']);
    await user.click(screen.getByRole('button', { name: 'Undo: paste 3 paths' }));
    expect(paths().slice(0, 4)).toEqual(['id', 'customer_id', 'billing_city', 'billing_zip']);
  });

  it('is completed by Tab, and then left by Enter', async () => {
    const user = await openRelation('orders');
    fill(path('billing_city'), 'bill.city');
    await user.clear(path('billing_zip'));
    await user.type(path('billing_zip'), 'bill.');
    await user.keyboard('{Tab}');
    expect(path('billing_zip')).toHaveProperty('value', 'bill.billing_zip');
    await user.keyboard('{Enter}');
    await waitFor(() => expect(document.activeElement).toBe(path('total')));
  });
});

describe('the fields', () => {
  it('are one stop of the Tab key, at the field that had the focus last', async () => {
    const user = await openRelation('orders');
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

  it('are removed by Ctrl Backspace', async () => {
    const user = await openRelation('orders');
    await waitFor(() => expect(document.activeElement).toBe(path('id')));
    await user.click(path('total'));
    await user.keyboard('{Control>}{Backspace}{/Control}');
    expect(screen.queryByRole('combobox', { name: 'Field path for total' })).toBeNull();
    await waitFor(() => expect(document.activeElement).toBe(path('coupon')));
  });
});
