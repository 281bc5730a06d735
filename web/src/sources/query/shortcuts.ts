import { shortcutText, type Shortcut, type ShortcutHelp } from '../../lib/commands';

export const runQuery: Shortcut = { key: 'Enter', ctrl: true };

/** The shortcuts of the query's editor, for their list, which is loaded without the editor. */
export const queryHelp: readonly ShortcutHelp[] = [[shortcutText(runQuery), 'Run the query']];
