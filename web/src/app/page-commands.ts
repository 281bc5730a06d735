import { useEffect } from 'react';
import { isSingleCharacter, matches, type Command, type Shortcut } from '../lib/commands';
import { isComposing } from '../lib/dom';
import { singleKeys } from '../lib/preferences';
import { createStore } from '../lib/store';
import { mappingCommands } from '../workbench/mapping-commands';
import type { WorkbenchState } from '../workbench/workbench-state';

/** Undefined while no mapping is on screen. */
type ShownWorkbench = WorkbenchState | undefined;

/** Whether the list of shortcuts is open. */
export const shortcutsOpen = createStore(false);

const focusFilter: Command<ShownWorkbench> = {
  label: 'Filter the focused pane: tables, columns or fields',
  shortcuts: [{ key: '/' }],
  canRun: () => document.querySelector('[data-filter]') !== null,
  run: () => {
    const pane = document.activeElement?.closest('section') ?? document;
    const filter = pane.querySelector<HTMLElement>('[data-filter]');
    (filter ?? document.querySelector<HTMLElement>('[data-filter]'))?.focus();
  },
};

export const showShortcuts: Command<ShownWorkbench> = {
  label: 'Keyboard shortcuts',
  shortcuts: [{ key: '?' }],
  run: () => shortcutsOpen.set(true),
};

/** The commands of every stage. */
export const pageCommands: readonly Command<ShownWorkbench>[] = [focusFilter, showShortcuts];

/** Every command whose shortcut does not need the focus to be somewhere. */
const commands: readonly Command<ShownWorkbench>[] = [
  ...pageCommands,
  ...mappingCommands.map((command) => ({
    ...command,
    canRun: (workbench: ShownWorkbench) => workbench !== undefined && command.canRun?.(workbench) !== false,
    run: (workbench: ShownWorkbench) => workbench && command.run(workbench),
  })),
];

export function useShortcuts(workbench: ShownWorkbench): void {
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.defaultPrevented || isComposing(event) || isDialogOpen()) return;
      const command = commands.find(({ shortcuts }) =>
        shortcuts.some((shortcut) => matches(event, shortcut) && isAllowed(shortcut, event.target)),
      );
      if (command === undefined || command.canRun?.(workbench) === false) return;
      event.preventDefault();
      command.run(workbench);
    };
    document.addEventListener('keydown', onKeyDown);
    return () => document.removeEventListener('keydown', onKeyDown);
  }, [workbench]);
}

/** Menus do not count as dialogs. They handle their own keys. */
function isDialogOpen(): boolean {
  return document.querySelector('dialog[open], [role="dialog"], [role="alertdialog"]') !== null;
}

/**
 * Shortcuts work outside text fields. Those with Ctrl also work in the text fields of the mapping (`data-field`), where Ctrl+Z
 * undoes the last edit of the mapping. In other text fields, such as filters, the browser handles them. Single characters can
 * be switched off.
 */
function isAllowed(shortcut: Shortcut, target: EventTarget | null): boolean {
  const typing =
    target instanceof HTMLElement &&
    target.closest('input:not([type="checkbox"]), select, textarea') !== null;
  if (typing) return shortcut.ctrl === true && target.closest('[data-field]') !== null;
  return !isSingleCharacter(shortcut) || singleKeys.get();
}
