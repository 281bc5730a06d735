import { useState } from 'react';

/** The option of a list that arrow keys choose, wrapping around. -1 is none. The option is scrolled into view. */
export function useActiveOption(listId: string, count: number) {
  const [active, setActive] = useState(-1);
  const optionId = (index: number) => `${listId}-${index}`;
  /** Returns whether the key moved the option. */
  const step = (key: string): boolean => {
    const by = key === 'ArrowDown' ? 1 : key === 'ArrowUp' ? -1 : 0;
    if (by === 0 || count === 0) return false;
    const next = active === -1 && by === -1 ? count - 1 : (active + by + count) % count;
    setActive(next);
    document.getElementById(optionId(next))?.scrollIntoView({ block: 'nearest' });
    return true;
  };
  return {
    active,
    activeId: active >= 0 && active < count ? optionId(active) : undefined,
    optionId,
    step,
    clear: () => setActive(-1),
  };
}
