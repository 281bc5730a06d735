// @vitest-environment happy-dom
import type { KeyboardEvent } from 'react';
import { expect, it, vi } from 'vitest';
import type { TreeLine } from './tree';
import { onTreeKeyDown } from './tree-keys';

it('onTreeKeyDown removes one node while Delete is held down', () => {
  const run = vi.fn();
  const press = (repeat: boolean) => {
    const event = new window.KeyboardEvent('keydown', { key: 'Delete', repeat });
    onTreeKeyDown(event as unknown as KeyboardEvent<HTMLElement>, {
      lines: [{ node: { kind: 'field', id: '1' }, ancestors: [] } as unknown as TreeLine],
      active: 0,
      folded: new Set(),
      select: vi.fn(),
      fold: vi.fn(),
      run,
      rename: vi.fn(),
    });
  };
  press(false);
  press(true);
  expect(run.mock.calls).toEqual([['remove']]);
});
