import { useDeferredValue, useMemo, type RefObject } from 'react';
import { ariaShortcuts } from '../../lib/commands';
import { plural } from '../../lib/format';
import { IconButton } from '../../ui/button';
import { useMapping } from '../context';
import { FieldRow } from '../fields/field-row';
import { onRowKeyDown } from '../fields/grid-keys';
import type { TreeLine } from './tree';
import { moveCommands, remove, rename } from './tree-keys';
import { act, nodeName, type TreeAction } from './tree-moves';
import styles from './tree-panel.module.css';

interface TreePanelProps {
  ref: RefObject<HTMLDivElement | null>;
  line: TreeLine;
  /** Why the last action was refused. */
  refusal: string;
  onAction: (action: TreeAction) => void;
  onRename: () => void;
}

/** The commands for the active line of the tree, and its field as in the list. */
export function TreePanel({ ref, line, refusal, onAction, onRename }: TreePanelProps) {
  const draft = useMapping((state) => state.draft);
  const { node } = line;
  const deferred = useDeferredValue(line);
  const reasons = useMemo(
    () =>
      new Map(
        moveCommands.map(({ action }) => {
          const result = act(action, deferred, draft);
          return [action, result.ok ? undefined : result.reason];
        }),
      ),
    [draft, deferred],
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
          {moveCommands.map((command) => {
            const { action, label, icon } = command;
            const reason = reasons.get(action);
            return (
              <IconButton
                key={action}
                label={label}
                icon={icon}
                title={reason === undefined ? label : `${label}: ${reason}`}
                aria-disabled={reason !== undefined}
                aria-description={reason}
                aria-keyshortcuts={ariaShortcuts(command)}
                onClick={() => onAction(action)}
              />
            );
          })}
          <IconButton
            label={rename.label}
            icon={rename.icon}
            aria-keyshortcuts={ariaShortcuts(rename)}
            onClick={onRename}
          />
          <IconButton
            label={node.kind === 'field' ? 'Remove' : `Remove, with ${plural(node.fields, 'field')}`}
            icon={remove.icon}
            aria-keyshortcuts={ariaShortcuts(remove)}
            onClick={() => onAction('remove')}
          />
        </span>
      </div>
      <p id="tree-refusal" role="status" className={styles.refusal}>
        {refusal}
      </p>
      {node.kind === 'field' ? (
        <div role="grid" aria-label="Selected field" onKeyDown={onRowKeyDown}>
          <FieldRow field={node.field} index={0} alone />
        </div>
      ) : null}
    </div>
  );
}
