/** A key with its modifiers. `ctrl` is Ctrl, or Cmd on a Mac. */
export interface Shortcut {
  key: string;
  ctrl?: true;
  shift?: true;
  alt?: true;
}

/** An action of the user. Defines its shortcuts, its line in the list of shortcuts and the label of its button. */
export interface Command<Context> {
  label: string;
  /** The first one is shown. */
  shortcuts: readonly Shortcut[];
  /** Whether the shortcuts have an effect now. Default: always. Buttons do not use this. */
  canRun?: (context: Context) => boolean;
  run: (context: Context) => void;
}

/** A line of the list of shortcuts: keys, and what they do. */
export type ShortcutHelp = readonly [keys: string, description: string];

type KeyPress = Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey' | 'shiftKey' | 'altKey'>;

/** Ignores Caps Lock, and Shift for symbols such as `?`, which some keyboards type with it and others without it. */
export function matches(event: KeyPress, { key, ctrl, shift, alt }: Shortcut): boolean {
  const isSymbol = key.length === 1 && key.toLowerCase() === key.toUpperCase();
  return (
    event.key.toLowerCase() === key.toLowerCase() &&
    (event.ctrlKey || event.metaKey) === (ctrl === true) &&
    event.altKey === (alt === true) &&
    ((isSymbol && shift === undefined) || event.shiftKey === (shift === true))
  );
}

/** Whether the shortcut is a character without Ctrl or Alt, which is easily typed by mistake. */
export function isSingleCharacter({ key, ctrl, alt }: Shortcut): boolean {
  return key.length === 1 && ctrl === undefined && alt === undefined;
}

const SIGNS: Record<string, string> = { ArrowUp: '↑', ArrowDown: '↓', ArrowLeft: '←', ArrowRight: '→' };

/** As shown: `Ctrl Shift Z`, `Alt ↑`. */
export function shortcutText({ key, ctrl, shift, alt }: Shortcut): string {
  const name = SIGNS[key] ?? (key.length === 1 ? key.toUpperCase() : key);
  return [ctrl && 'Ctrl', alt && 'Alt', shift && 'Shift', name].filter(Boolean).join(' ');
}

/** The value of `aria-keyshortcuts`. */
export function ariaShortcuts({ shortcuts }: Command<never>): string | undefined {
  const texts = shortcuts.map(({ key, ctrl, shift, alt }) =>
    [ctrl && 'Control', alt && 'Alt', shift && 'Shift', key].filter(Boolean).join('+'),
  );
  return texts.length === 0 ? undefined : texts.join(' ');
}

/** The shortcut of a command that is shown; empty if it has none. */
export function firstShortcut({ shortcuts: [first] }: Command<never>): string {
  return first === undefined ? '' : shortcutText(first);
}

export function helpOf({ label, shortcuts: [first] }: Command<never>): ShortcutHelp[] {
  return first === undefined ? [] : [[shortcutText(first), label]];
}
