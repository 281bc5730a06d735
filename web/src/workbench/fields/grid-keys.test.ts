// @vitest-environment happy-dom
import type { KeyboardEvent } from 'react';
import { describe, expect, it } from 'vitest';
import { newColumn } from '../../testing/columns';
import { newWorkbench } from '../../testing/new-workbench';
import { onGridKeyDown } from './grid-keys';

describe('onGridKeyDown', () => {
  const press = (init: KeyboardEventInit) => {
    const { mapping: store } = newWorkbench([newColumn('a'), newColumn('b')]);
    document.body.innerHTML = '<div data-field="1"><input data-part="path" /></div>';
    const target = document.querySelector('input');
    const nativeEvent = new window.KeyboardEvent('keydown', { key: 'Enter', ...init });
    const { key, altKey, ctrlKey, metaKey, shiftKey } = nativeEvent;
    const event = { key, altKey, ctrlKey, metaKey, shiftKey, target, nativeEvent, preventDefault() {} };
    onGridKeyDown(event as unknown as KeyboardEvent<HTMLElement>, store);
    return store.get().focusRequest;
  };

  it('moves to the next row on Enter, unless it ends a composition', () => {
    expect(press({})).toEqual({ id: 2, part: 'path' });
    expect(press({ isComposing: true })).toBeUndefined();
    const inSafari = { keyCode: 229 };
    expect(press(inSafari)).toBeUndefined();
  });
});
