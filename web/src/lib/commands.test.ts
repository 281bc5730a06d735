import { describe, expect, it } from 'vitest';
import { ariaShortcuts, isSingleCharacter, matches, shortcutText, type Shortcut } from './commands';

const press = (key: string, held: 'ctrlKey' | 'metaKey' | 'shiftKey' | 'altKey' | '' = '', also = '') => ({
  key,
  ctrlKey: held === 'ctrlKey',
  metaKey: held === 'metaKey',
  shiftKey: held === 'shiftKey' || also === 'shiftKey',
  altKey: held === 'altKey',
});
const undo: Shortcut = { key: 'z', ctrl: true };
const redo: Shortcut = { key: 'z', ctrl: true, shift: true };

describe('shortcut', () => {
  it.each([
    [press('z', 'ctrlKey'), undo, true],
    [press('z', 'metaKey'), undo, true],
    [press('Z', 'ctrlKey', 'shiftKey'), undo, false],
    [press('Z', 'ctrlKey', 'shiftKey'), redo, true],
    [press('z'), undo, false],
    [press('?', 'shiftKey'), { key: '?' }, true],
    [press('J'), { key: 'j' }, true],
    [press('J', 'shiftKey'), { key: 'j' }, false],
    [press('j'), { key: 'j', shift: true as const }, false],
    [press('J', 'shiftKey'), { key: 'j', shift: true as const }, true],
    [press('j', 'ctrlKey'), { key: 'j' }, false],
    [press('ArrowUp', 'altKey'), { key: 'ArrowUp', alt: true as const }, true],
    [press('ArrowUp', 'altKey', 'shiftKey'), { key: 'ArrowUp', alt: true as const }, false],
  ])('%j matches %j: %s', (event, shortcut, expected) => {
    expect(matches(event, shortcut)).toBe(expected);
  });

  it.each<[Shortcut, boolean]>([
    [{ key: 'j' }, true],
    [{ key: '?' }, true],
    [{ key: 'F2' }, false],
    [{ key: 'n', alt: true }, false],
    [undo, false],
  ])('%j is a single character: %s', (shortcut, expected) => {
    expect(isSingleCharacter(shortcut)).toBe(expected);
  });

  it('has a text and an ARIA name', () => {
    const command = { label: 'Redo', shortcuts: [redo], isEnabled: () => true, run: () => undefined };
    expect([shortcutText(redo), ariaShortcuts(command)]).toEqual(['Ctrl Shift Z', 'Control+Shift+z']);
    expect(shortcutText({ key: 'ArrowUp', alt: true })).toBe('Alt ↑');
  });
});
