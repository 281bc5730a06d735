import type { Relation, RelationKind } from '@rowhook/contracts';
import { Eye, Globe, Layers, Lock, Rows3, Table2, type LucideIcon } from 'lucide-react';
import { formatEstimate } from '../../components/format';
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
  partition: boolean;
  active: boolean;
  selected: boolean;
  position: number;
  count: number;
  onPick: () => void;
  onPoint: () => void;
}

export function RelationOption(props: RelationOptionProps) {
  const { id, relation, partition, active, selected, position, count, onPick, onPoint } = props;
  const { icon: Kind, name: kindName } = kinds[relation.kind];
  const Icon = relation.readable ? Kind : Lock;
  return (
    <div
      role="option"
      id={id}
      className={styles.option}
      data-active={active}
      data-partition={partition}
      aria-selected={selected}
      aria-disabled={!relation.readable}
      aria-posinset={position}
      aria-setsize={count}
      onClick={relation.readable ? onPick : undefined}
      onPointerMove={onPoint}
    >
      <Icon size={16} aria-hidden className={styles.icon} />
      <span className={styles.name}>
        {relation.name}
        <span className="visually-hidden">
          , {relation.schema}, {partition ? 'partition' : kindName}
        </span>
      </span>
      <span className={styles.comment}>
        {relation.readable ? relation.comment : 'This login may not read it'}
      </span>
      <span className={styles.kind} aria-hidden>
        {relation.kind === 'table' ? (partition ? 'partition' : '') : kindName}
      </span>
      <span className={styles.rows}>
        {relation.estimatedRows === null ? '' : formatEstimate(relation.estimatedRows)}
      </span>
    </div>
  );
}
