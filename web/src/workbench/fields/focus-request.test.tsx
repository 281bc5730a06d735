import { act, render, screen, waitFor } from '@testing-library/react';
import { useRef } from 'react';
import { describe, expect, it } from 'vitest';
import { textColumn } from '../../testing/text-column';
import { MappingContext, useMapping } from '../context';
import { createMappingStore } from '../store';
import { useFocusRequest } from './focus-request';

/** Shows all rows but the last. */
function Rows() {
  const around = useRef<HTMLDivElement>(null);
  useFocusRequest(around);
  const rows = useMapping(({ draft }) => draft.rows);
  return (
    <div ref={around}>
      {rows.slice(0, -1).map(({ id, to }) => (
        <div key={id} data-row={id}>
          <input data-part="path" aria-label={to} />
        </div>
      ))}
    </div>
  );
}

const open = () => {
  const store = createMappingStore({ schema: 'public', name: 't' }, [textColumn('a'), textColumn('b')]);
  render(
    <MappingContext value={store}>
      <Rows />
    </MappingContext>,
  );
  const idOf = (path: string) => store.get().draft.rows.find(({ to }) => to === path)?.id ?? 0;
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

  it.each(['remove', 'filter'])('is dropped when its row goes: %s', async (how) => {
    const { store, idOf } = open();
    act(() => store.requestFocus(idOf('b'), 'path'));
    act(() => {
      if (how === 'remove') store.dispatch({ type: 'remove', id: idOf('b') });
      else store.setFilter('a');
    });
    await waitFor(() => expect(store.get().focusRequest).toBeUndefined());
  });
});
