import {
  ArrowDown,
  ArrowUp,
  Braces,
  Brackets,
  IndentDecrease,
  IndentIncrease,
  Pencil,
  Trash2,
  type LucideIcon,
} from 'lucide-react';
import type { KeyboardEvent } from 'react';
import { helpOf, matches, type Command, type ShortcutHelp } from '../../lib/commands';
import { nodeKey, type TreeLine } from './tree';
import type { TreeAction } from './tree-moves';

interface TreeControls extends TreeEditor {
  lines: readonly TreeLine[];
  active: number;
  folded: ReadonlySet<string>;
  select: (index: number) => void;
  fold: (id: string, shut: boolean) => void;
}

const PAGE = 10;

/** The keys of the WAI-ARIA tree pattern, and those of the tree's commands. */
export function onTreeKeyDown(event: KeyboardEvent<HTMLElement>, controls: TreeControls): void {
  const { key, altKey, ctrlKey, metaKey, target, currentTarget } = event;
  if (target !== currentTarget || ctrlKey || metaKey) return;
  const { lines, active, folded, select, fold } = controls;
  const line = lines[active];
  if (line === undefined) return;
  const { node, ancestors } = line;
  const open = node.kind !== 'field' && !folded.has(node.id);
  const command = treeCommands.find(({ shortcuts }) => shortcuts.some((each) => matches(event, each)));
  // The next node takes the focus, so a key that is held down would remove that too.
  if (command === remove && event.repeat) return;
  if (command !== undefined) command.run(controls);
  else if (altKey) return;
  else if (key === 'ArrowDown') select(active + 1);
  else if (key === 'ArrowUp') select(active - 1);
  else if (key === 'ArrowRight') {
    if (open) select(active + 1);
    else if (node.kind !== 'field') fold(node.id, false);
  } else if (key === 'ArrowLeft') {
    if (open) fold(node.id, true);
    else if (ancestors.length > 1) select(lines.findIndex((other) => other.node.id === ancestors.at(-1)?.id));
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
  const initial = letter.toLowerCase();
  const begins = ({ node }: TreeLine) => `${nodeKey(node) ?? ''}`.toLowerCase().startsWith(initial);
  const after = lines.findIndex((line, index) => index > active && begins(line));
  if (after !== -1) return after;
  const first = lines.findIndex(begins);
  return first === -1 ? active : first;
}

interface TreeEditor {
  run: (action: TreeAction) => void;
  rename: () => void;
}

interface TreeCommand extends Command<TreeEditor> {
  icon: LucideIcon;
}

function move(action: TreeAction, label: string, icon: LucideIcon, arrow?: string) {
  return {
    action,
    label,
    icon,
    shortcuts: arrow === undefined ? [] : [{ key: arrow, alt: true as const }],
    run: (editor: TreeEditor) => editor.run(action),
  };
}

/** The commands for the active node of the tree, in the order of the buttons. */
export const moveCommands: readonly (TreeCommand & { action: TreeAction })[] = [
  move('up', 'Move up', ArrowUp, 'ArrowUp'),
  move('down', 'Move down', ArrowDown, 'ArrowDown'),
  move('out', 'Move out of its object', IndentDecrease, 'ArrowLeft'),
  move('into', 'Move into the object before it', IndentIncrease, 'ArrowRight'),
  move('wrapObject', 'Put in a new object', Braces),
  move('wrapList', 'Put in a new list', Brackets),
];

export const rename: TreeCommand = {
  label: 'Rename',
  icon: Pencil,
  shortcuts: [{ key: 'F2' }, { key: 'Enter' }],
  run: (editor) => editor.rename(),
};

export const remove: TreeCommand = {
  label: 'Remove, with all that is in it',
  icon: Trash2,
  shortcuts: [{ key: 'Delete' }, { key: 'Backspace' }],
  run: (editor) => editor.run('remove'),
};

const treeCommands: readonly TreeCommand[] = [...moveCommands, rename, remove];

/** The shortcuts of the tree, for their list. */
export const treeHelp: readonly ShortcutHelp[] = [
  ['↑ ↓ · Home End', 'another field, object or list'],
  ['→ · ←', 'open or fold; then its first child, or its parent'],
  ...treeCommands.flatMap(helpOf),
  ['a letter', 'the next key that begins with it'],
];
