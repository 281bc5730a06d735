import type { Virtualizer } from '@tanstack/react-virtual';
import { useState, type FocusEvent, type KeyboardEvent } from 'react';
import type { ShortcutHelp } from '../../lib/commands';

/** The shortcuts of the payload, for their list. */
export const payloadHelp: readonly ShortcutHelp[] = [
  ['↑ ↓ · Home End', 'another line, which shows its field in the mapping'],
  ['Enter', 'the field of the line, or the row of the heading'],
];

interface LineActions {
  onMove: (index: number) => void;
  onEnter: (index: number) => void;
}

/** Lines as one tab stop: arrow keys move the active line, whose buttons alone can be reached by Tab. */
export function useActiveLine(
  virtualizer: Virtualizer<HTMLDivElement, Element>,
  { onMove, onEnter }: LineActions,
) {
  const [chosen, setActive] = useState<number>();
  const last = virtualizer.options.count - 1;
  const active = chosen === undefined ? undefined : Math.min(chosen, last);
  const go = (index: number) => {
    const next = Math.max(0, Math.min(last, index));
    setActive(next);
    virtualizer.scrollToIndex(next);
    onMove(next);
  };
  return {
    active,
    listeners: {
      onKeyDown: (event: KeyboardEvent<HTMLElement>) => {
        const { key, target, currentTarget, altKey, ctrlKey, metaKey, shiftKey } = event;
        if (target !== currentTarget || altKey || ctrlKey || metaKey || shiftKey) return;
        const first = virtualizer.range?.startIndex ?? 0;
        if (key === 'ArrowDown') go(active === undefined ? first : active + 1);
        else if (key === 'ArrowUp') go(active === undefined ? first : active - 1);
        else if (key === 'Home') go(0);
        else if (key === 'End') go(last);
        else if (key === 'Enter' && active !== undefined) onEnter(active);
        else return;
        event.preventDefault();
      },
      onBlur: ({ currentTarget, relatedTarget }: FocusEvent<HTMLElement>) => {
        if (!currentTarget.contains(relatedTarget)) setActive(undefined);
      },
    },
  };
}
