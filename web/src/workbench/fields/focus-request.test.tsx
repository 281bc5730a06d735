import { act, render, screen, waitFor } from '@testing-library/react';
import { useRef } from 'react';
import { describe, expect, it } from 'vitest';
import { textColumn } from '../../testing/text-column';
import { createMappingStore } from '../store';
import { MappingContext, useMapping } from '../context';
import { useWantedFocus } from './focus-request';

/** Shows all rows but the last. */
function Rows() {
  const around = useRef<HTMLDivElement>(null);
  useWantedFocus(around);
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

describe('what is wanted', () => {
  it('gets the focus, once it is there', async () => {
    const { store, idOf } = open();
    act(() => store.want(idOf('b'), 'path'));
    act(() => store.add({ to: 'c', source: { kind: 'column', column: 'a' } }, 'path'));
    act(() => store.want(idOf('b'), 'path'));
    await waitFor(() => expect(document.activeElement).toBe(screen.getByLabelText('b')));
    expect(store.get().wanted).toBeUndefined();
  });

  it.each(['remove', 'filter'])('is wanted no more when its row goes: %s', async (how) => {
    const { store, idOf } = open();
    act(() => store.want(idOf('b'), 'path'));
    act(() => {
      if (how === 'remove') store.dispatch({ type: 'remove', id: idOf('b') });
      else store.setFilter('a');
    });
    await waitFor(() => expect(store.get().wanted).toBeUndefined());
  });
});
