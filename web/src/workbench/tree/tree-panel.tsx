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
import { useDeferredValue, useMemo, type RefObject } from 'react';
import { plural } from '../../lib/format';
import { IconButton } from '../../ui/button';
import { useMapping } from '../context';
import { MappingRow } from '../fields/field-row';
import { onRowKeyDown } from '../fields/grid-keys';
import type { TreeLine } from './tree';
import { act, nodeName, type TreeAction } from './tree-moves';
import styles from './tree-panel.module.css';

const actions: { action: TreeAction; label: string; icon: LucideIcon; keys?: string }[] = [
  { action: 'up', label: 'Move up', icon: ArrowUp, keys: 'Alt+ArrowUp' },
  { action: 'down', label: 'Move down', icon: ArrowDown, keys: 'Alt+ArrowDown' },
  { action: 'out', label: 'Move out of its object', icon: IndentDecrease, keys: 'Alt+ArrowLeft' },
  { action: 'into', label: 'Move into the object before it', icon: IndentIncrease, keys: 'Alt+ArrowRight' },
  { action: 'wrapObject', label: 'Put in a new object', icon: Braces },
  { action: 'wrapList', label: 'Put in a new list', icon: Brackets },
];

interface TreePanelProps {
  ref: RefObject<HTMLDivElement | null>;
  line: TreeLine;
  /** Why the last action was not done. */
  refusal: string;
  onAction: (action: TreeAction) => void;
  onRename: () => void;
}

/** What can be done with the active line of the tree, and its field as the list has it. */
export function TreePanel({ ref, line, refusal, onAction, onRename }: TreePanelProps) {
  const draft = useMapping((state) => state.draft);
  const { node } = line;
  const settled = useDeferredValue(line);
  const reasons = useMemo(
    () =>
      new Map(
        actions.map(({ action }) => {
          const result = act(action, settled, draft);
          return [action, result.ok ? undefined : result.reason];
        }),
      ),
    [draft, settled],
  );
  const name = nodeName(node);
  return (
    <div ref={ref} className={styles.panel} role="group" aria-label={`Selected: ${name}`}>
      <div className={styles.head}>
        <span className={styles.name}>{name}</span>
        {node.kind === 'field' ? null : (
          <span className={styles.kind}>
            {node.kind === 'list' ? 'list' : 'object'}, {plural(node.fields, 'field')}
          </span>
        )}
        <span className={styles.actions}>
          {actions.map(({ action, label, icon, keys }) => {
            const reason = reasons.get(action);
            return (
              <IconButton
                key={action}
                label={label}
                icon={icon}
                title={reason === undefined ? label : `${label}: ${reason}`}
                aria-disabled={reason !== undefined}
                aria-description={reason}
                aria-keyshortcuts={keys}
                onClick={() => onAction(action)}
              />
            );
          })}
          <IconButton label="Rename" icon={Pencil} aria-keyshortcuts="F2" onClick={onRename} />
          <IconButton
            label={node.kind === 'field' ? 'Remove' : `Remove, with ${plural(node.fields, 'field')}`}
            icon={Trash2}
            aria-keyshortcuts="Delete"
            onClick={() => onAction('remove')}
          />
        </span>
      </div>
      <p id="tree-refusal" role="status" className={styles.refusal}>
        {refusal}
      </p>
      {node.kind === 'field' ? (
        <div role="grid" aria-label="Selected field" onKeyDown={onRowKeyDown}>
          <MappingRow row={node.row} index={0} alone />
        </div>
      ) : null}
    </div>
  );
}
