import type { Relation, RelationKind } from '@rowhook/contracts';
import { Eye, Globe, Layers, Lock, Rows3, Table2, type LucideIcon } from 'lucide-react';
import { visibleName, visibleText } from '../lib/visible-text';
import { ExactText } from '../ui/exact-text';
import { formatEstimate } from '../lib/format';
import styles from './relation-option.module.css';

const kinds: Record<RelationKind, { icon: LucideIcon; name: string }> = {
  table: { icon: Table2, name: 'table' },
  partitioned_table: { icon: Layers, name: 'partitioned table' },
  view: { icon: Eye, name: 'view' },
  materialized_view: { icon: Rows3, name: 'materialized view' },
  foreign_table: { icon: Globe, name: 'foreign table' },
};

interface RelationOptionProps {
  id: string;
  relation: Relation;
  active: boolean;
  selected: boolean;
  position: number;
  count: number;
  onPick: () => void;
  onPoint: () => void;
}

export function RelationOption(props: RelationOptionProps) {
  const { id, relation, active, selected, position, count, onPick, onPoint } = props;
  const { icon: Kind, name: kindName } = kinds[relation.kind];
  const lock = lockReason(relation);
  const Icon = lock === undefined ? Kind : Lock;
  const { name, schema, comment, estimatedRows } = relation;
  const child = childName(relation);
  const rows = estimatedRows === null ? '' : formatEstimate(estimatedRows);
  const remark = lock ?? comment;
  const label = [
    visibleName(name),
    visibleName(schema),
    child ?? kindName,
    rows && `${rows} rows`,
    visibleText(remark ?? ''),
  ].filter(Boolean);
  return (
    <div
      role="option"
      id={id}
      className={styles.option}
      data-active={active}
      data-partition={child !== undefined}
      aria-label={label.join(', ')}
      aria-selected={selected}
      data-locked={lock !== undefined}
      aria-posinset={position}
      aria-setsize={count}
      onClick={onPick}
      onPointerMove={onPoint}
    >
      <Icon size={16} aria-hidden className={styles.icon} />
      <span className={styles.name}>{visibleName(name)}</span>
      <span className={styles.comment}>
        <ExactText text={remark ?? ''} />
      </span>
      <span className={styles.kind}>{relation.kind === 'table' ? child : kindName}</span>
      <span className={styles.rows}>{rows}</span>
    </div>
  );
}

/** Why the relation cannot be opened. */
function lockReason({ readable, nameIsUtf8 }: Relation): string | undefined {
  if (nameIsUtf8 === false) return 'Cannot be opened: its name is not UTF-8';
  return readable ? undefined : 'This login may not read it';
}

function childName({ partitionOf, inheritsFrom }: Relation): string | undefined {
  if (partitionOf !== null) return 'partition';
  return inheritsFrom === null ? undefined : 'inherits';
}
