import type { RelationName, Source } from '@rowhook/contracts';
import { useQuery } from '@tanstack/react-query';
import { ChevronRight, SquareCode } from 'lucide-react';
import { useState } from 'react';
import { queries } from '../api/queries';
import { conditionErrors } from '../filters/condition-errors';
import { Filter } from '../filters/filter';
import { relationText } from '../lib/relation';
import { tableSource } from '../lib/source';
import { useStore, type Store } from '../lib/store';
import { Button } from '../ui/button';
import styles from './picked-table.module.css';
import { selectText } from './query/sql-text';

interface PickedTableProps {
  relation: RelationName;
  source: Store<Source>;
  onMap: () => void;
  onEditAsQuery: (query: Source) => void;
}

/** The table that is picked, with its filter. */
export default function PickedTable(props: PickedTableProps) {
  const { relation, source, onMap, onEditAsQuery } = props;
  const { data: detail } = useQuery(queries.relation(relation));
  const filtered = useStore(source);
  const { where = [] } = filtered;
  // Only Postgres knows whether a value fits its column.
  const { error } = useQuery(queries.description(where.length === 0 ? undefined : filtered));
  const [edited, setEdited] = useState<number>();
  if (detail === undefined) return null;
  const { columns, primaryKey } = detail;
  return (
    <section className={styles.picked} aria-label={`Picked: ${relationText(relation)}`}>
      <h2>{relationText(relation)}</h2>
      <Filter
        columns={columns}
        conditions={where}
        errors={conditionErrors(error ?? undefined, '/where')}
        edited={edited}
        onEdit={setEdited}
        onChange={(next) => source.set(tableSource(relation, next))}
      />
      <span className={styles.space} />
      <Button
        look="quiet"
        icon={SquareCode}
        onClick={() =>
          onEditAsQuery({
            query: selectText(relation, columns, where),
            ...(primaryKey.length === 0 ? {} : { key: primaryKey }),
          })
        }
      >
        Edit as query
      </Button>
      <Button onClick={onMap}>
        Continue <ChevronRight size={15} aria-hidden />
      </Button>
    </section>
  );
}
