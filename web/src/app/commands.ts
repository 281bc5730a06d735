import { useEffect } from 'react';
import { singleKeys } from '../lib/preferences';
import type { MappingStore } from '../workbench/store';

interface KeyActions {
  store: MappingStore | undefined;
  onHelp: () => void;
}

/** The keys that work everywhere on the page. */
export function useKeys({ store, onHelp }: KeyActions): void {
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.defaultPrevented || document.querySelector('dialog[open]') !== null) return;
      const typing = isTyping(event.target);
      const name = event.key.toLowerCase();
      if (event.ctrlKey || event.metaKey) {
        const type =
          name === 'y' || (name === 'z' && event.shiftKey) ? 'redo' : name === 'z' ? 'undo' : undefined;
        if (type === undefined || store === undefined || (typing && !isInMapping(event.target))) return;
        event.preventDefault();
        store.dispatch({ type });
        return;
      }
      if (typing || event.altKey || !singleKeys.get()) return;
      if (event.key === '/') focusFilter();
      else if (event.key === '?') onHelp();
      else if (name === 'j') press('Next row');
      else if (name === 'k') press('Previous row');
      else return;
      event.preventDefault();
    };
    document.addEventListener('keydown', onKeyDown);
    return () => document.removeEventListener('keydown', onKeyDown);
  }, [onHelp, store]);
}

/** The filter of the pane that has the focus, else the first on the page. */
function focusFilter(): void {
  const pane = document.activeElement?.closest('section') ?? document;
  const filter = pane.querySelector<HTMLInputElement>('[data-filter]');
  (filter ?? document.querySelector<HTMLInputElement>('[data-filter]'))?.focus();
}

/** Does what the button does, as long as the button can be pressed. */
function press(label: string): void {
  document.querySelector<HTMLButtonElement>(`button[aria-label="${label}"]`)?.click();
}

function isTyping(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement && target.closest('input:not([type="checkbox"]), select, textarea') !== null
  );
}

/** Text of the mapping is undone step by step with the mapping, not apart from it. */
function isInMapping(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && target.closest('[data-row]') !== null;
}
