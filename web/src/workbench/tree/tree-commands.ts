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
import type { Command } from '../../lib/commands';
import type { TreeAction } from './tree-moves';

export interface TreeEditor {
  run: (action: TreeAction) => void;
  rename: () => void;
}

export interface TreeCommand extends Command<TreeEditor> {
  icon: LucideIcon;
}

function move(action: TreeAction, label: string, icon: LucideIcon, arrow?: string) {
  return {
    action,
    label,
    icon,
    shortcuts: arrow === undefined ? [] : [{ key: arrow, alt: true as const }],
    isEnabled: () => true,
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
  isEnabled: () => true,
  run: (editor) => editor.rename(),
};

export const remove: TreeCommand = {
  label: 'Remove, with all that is in it',
  icon: Trash2,
  shortcuts: [{ key: 'Delete' }, { key: 'Backspace' }],
  isEnabled: () => true,
  run: (editor) => editor.run('remove'),
};

export const treeCommands: readonly TreeCommand[] = [...moveCommands, rename, remove];
