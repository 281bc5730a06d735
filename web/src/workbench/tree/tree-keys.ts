import type { KeyboardEvent } from 'react';
import { helpOf, matches, type ShortcutHelp } from '../../lib/commands';
import { keyOf, type TreeLine } from './tree';
import { treeCommands, type TreeEditor } from './tree-commands';

interface TreeControls extends TreeEditor {
  lines: readonly TreeLine[];
  active: number;
  folded: ReadonlySet<string>;
  select: (index: number) => void;
  fold: (id: string, shut: boolean) => void;
}

const PAGE = 10;

/** The shortcuts of the tree, for their list. */
export const treeHelp: readonly ShortcutHelp[] = [
  ['↑ ↓ · Home End', 'another field, object or list'],
  ['→ · ←', 'open or fold; then its first child, or its parent'],
  ...treeCommands.flatMap(helpOf),
  ['a letter', 'the next key that begins with it'],
];

/** The keys of the WAI-ARIA tree pattern, and those of the tree's commands. */
export function onTreeKeyDown(event: KeyboardEvent<HTMLElement>, controls: TreeControls): void {
  const { key, altKey, ctrlKey, metaKey, target, currentTarget } = event;
  if (target !== currentTarget || ctrlKey || metaKey) return;
  const { lines, active, folded, select, fold } = controls;
  const line = lines[active];
  if (line === undefined) return;
  const { node, around } = line;
  const open = node.kind !== 'field' && !folded.has(node.id);
  const command = treeCommands.find(({ shortcuts }) => shortcuts.some((each) => matches(event, each)));
  if (command !== undefined) command.run(controls);
  else if (altKey) return;
  else if (key === 'ArrowDown') select(active + 1);
  else if (key === 'ArrowUp') select(active - 1);
  else if (key === 'ArrowRight') {
    if (open) select(active + 1);
    else if (node.kind !== 'field') fold(node.id, false);
  } else if (key === 'ArrowLeft') {
    if (open) fold(node.id, true);
    else if (around.length > 1) select(lines.findIndex((other) => other.node.id === around.at(-1)?.id));
  } else if (key === 'Home') select(0);
  else if (key === 'End') select(lines.length - 1);
  else if (key === 'PageDown') select(active + PAGE);
  else if (key === 'PageUp') select(active - PAGE);
  else if (/^[\p{L}\p{N}_]$/u.test(key)) select(nextBeginning(key, lines, active));
  else return;
  event.preventDefault();
}

/** The next line whose key begins with a letter, searching from `active` and wrapping around. */
function nextBeginning(letter: string, lines: readonly TreeLine[], active: number): number {
  const wanted = letter.toLowerCase();
  const begins = ({ node }: TreeLine) => `${keyOf(node) ?? ''}`.toLowerCase().startsWith(wanted);
  const after = lines.findIndex((line, index) => index > active && begins(line));
  if (after !== -1) return after;
  const first = lines.findIndex(begins);
  return first === -1 ? active : first;
}
