import { useEffect, useRef, useState, type FocusEvent, type KeyboardEvent, type RefObject } from 'react';
import type { ShortcutHelp } from '../../lib/commands';

/** The shortcuts of the columns, for their list. */
export const columnsHelp: readonly ShortcutHelp[] = [
  ['↑ ↓ · Home End', 'another column'],
  ['← · →', 'add the column, or show rows where it is NULL'],
];

/** The columns as one tab stop. Arrow keys move between columns, and between the buttons of one. */
export function useColumnKeys(list: RefObject<HTMLElement | null>, names: readonly string[]) {
  const [focused, setFocused] = useState<string>();
  const stop = Math.max(0, names.indexOf(focused ?? ''));
  /** Which button of the column takes the focus once the column is rendered. */
  const wanted = useRef<number>(undefined);

  const buttonsOf = (index: number) => [
    ...(list.current?.querySelectorAll<HTMLButtonElement>(`[data-index="${index}"] button`) ?? []),
  ];
  useEffect(() => {
    if (wanted.current === undefined) return;
    const buttons = buttonsOf(stop);
    (buttons[wanted.current] ?? buttons.at(-1))?.focus();
    wanted.current = undefined;
  });
  return {
    stop,
    listeners: {
      onFocus: ({ target }: FocusEvent<HTMLElement>) => {
        const { index } = target.closest<HTMLElement>('[data-index]')?.dataset ?? {};
        if (index !== undefined) setFocused(names[Number(index)]);
      },
      onKeyDown: (event: KeyboardEvent<HTMLElement>) => {
        const { key, altKey, ctrlKey, metaKey, shiftKey } = event;
        if (altKey || ctrlKey || metaKey || shiftKey) return;
        const buttons = buttonsOf(stop);
        const at = buttons.findIndex((button) => button === event.target);
        const last = names.length - 1;
        const next = { ArrowDown: stop + 1, ArrowUp: stop - 1, Home: 0, End: last }[key];
        if (key === 'ArrowLeft') buttons[at - 1]?.focus();
        else if (key === 'ArrowRight') buttons[at + 1]?.focus();
        else if (next === undefined) return;
        else if (next >= 0 && next <= last && next !== stop) {
          wanted.current = at;
          setFocused(names[next]);
        }
        event.preventDefault();
      },
    },
  };
}
