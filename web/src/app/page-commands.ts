import { useEffect } from 'react';
import { isSingleCharacter, matches, type Command, type Shortcut } from '../lib/commands';
import { isComposing } from '../lib/dom';
import { singleKeys } from '../lib/preferences';
import { mappingCommands } from '../workbench/mapping-commands';
import type { WorkbenchState } from '../workbench/workbench-state';

interface AppContext {
  /** Undefined while no mapping is on screen. */
  workbench: WorkbenchState | undefined;
  openShortcuts: () => void;
}

const focusFilter: Command<AppContext> = {
  label: 'Filter the focused pane: tables, columns or fields',
  shortcuts: [{ key: '/' }],
  canRun: () => document.querySelector('[data-filter]') !== null,
  run: () => {
    const pane = document.activeElement?.closest('section') ?? document;
    const filter = pane.querySelector<HTMLElement>('[data-filter]');
    (filter ?? document.querySelector<HTMLElement>('[data-filter]'))?.focus();
  },
};

export const showShortcuts: Command<AppContext> = {
  label: 'Keyboard shortcuts',
  shortcuts: [{ key: '?' }],
  run: ({ openShortcuts }) => openShortcuts(),
};

/** The commands of every stage. */
export const pageCommands: readonly Command<AppContext>[] = [focusFilter, showShortcuts];

/** Every command whose shortcut does not need the focus to be somewhere. */
const commands: readonly Command<AppContext>[] = [
  ...pageCommands,
  ...mappingCommands.map((command) => ({
    ...command,
    canRun: ({ workbench }: AppContext) => workbench !== undefined && command.canRun?.(workbench) !== false,
    run: ({ workbench }: AppContext) => {
      if (workbench !== undefined) command.run(workbench);
    },
  })),
];

export function useShortcuts({ workbench, openShortcuts }: AppContext): void {
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.defaultPrevented || isComposing(event) || isDialogOpen()) return;
      const command = commands.find(({ shortcuts }) =>
        shortcuts.some((shortcut) => matches(event, shortcut) && isAllowed(shortcut, event.target)),
      );
      const context = { workbench, openShortcuts };
      if (command === undefined || command.canRun?.(context) === false) return;
      event.preventDefault();
      command.run(context);
    };
    document.addEventListener('keydown', onKeyDown);
    return () => document.removeEventListener('keydown', onKeyDown);
  }, [openShortcuts, workbench]);
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
