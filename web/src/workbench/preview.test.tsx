import { act, renderHook } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { textColumn } from '../testing/text-column';
import { createMappingStore } from './store';
import { useSettledMapping } from './use-settled-mapping';

describe('the mapping that is worth a preview', () => {
  it('is there once a column that was missing came back', () => {
    const kept = {
      version: 1 as const,
      onNull: 'keep' as const,
      fields: [{ to: 'mail', column: 'email' }],
    };
    const store = createMappingStore({ schema: 'public', name: 'customers' }, [textColumn('id')], kept);
    const { result } = renderHook(() => useSettledMapping(store));
    expect(result.current).toBeUndefined();
    act(() => store.setColumns([textColumn('id'), textColumn('email', 2)]));
    expect(result.current?.mapping.fields).toEqual([{ to: 'mail', column: 'email' }]);
  });
});
