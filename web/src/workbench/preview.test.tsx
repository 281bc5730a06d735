import { act, renderHook } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { textColumn } from '../testing/text-column';
import type { Draft } from '../mapping/model';
import { createMappingStore } from './store';
import { useDebouncedMapping } from './preview';

describe('the mapping that is worth a preview', () => {
  it('is there once a column that was missing came back', () => {
    const draft: Draft = { rows: [{ id: 1, to: 'mail', value: { kind: 'column', column: 'email' } }] };
    const store = createMappingStore({ schema: 'public', name: 'customers' }, [textColumn('id')], { draft });
    const { result } = renderHook(() => useDebouncedMapping(store));
    expect(result.current).toBeUndefined();
    act(() => store.setColumns([textColumn('id'), textColumn('email', 2)]));
    expect(result.current?.mapping.fields).toEqual([{ to: 'mail', column: 'email' }]);
  });
});
