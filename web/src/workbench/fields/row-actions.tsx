import { ArrowDown, ArrowUp, X } from 'lucide-react';
import { IconButton } from '../../ui/button';
import { sourceName, type MappingRow } from '../../mapping/model';
import { useMappingStore } from '../context';
import styles from './field-row.module.css';

interface RowActionsProps {
  row: MappingRow;
  first: boolean;
  last: boolean;
}

/** What can be done with a row among the others of the list. */
export function RowActions({ row, first, last }: RowActionsProps) {
  const store = useMappingStore();
  const { id } = row;
  const name = sourceName(row);
  const remove = (byPointer: boolean) => {
    const { shown } = store.get();
    const at = shown.findIndex((each) => each.id === id);
    const neighbour = shown[at + 1] ?? shown[at - 1];
    store.dispatch({ type: 'remove', id });
    // The keyboard goes on where the row was.
    if (!byPointer && neighbour !== undefined) store.want(neighbour.id, 'path');
  };
  return (
    <div role="gridcell" className={styles.actions}>
      <IconButton
        label={`Move ${name} up`}
        icon={ArrowUp}
        tabIndex={-1}
        disabled={first}
        onClick={() => store.move(id, -1)}
      />
      <IconButton
        label={`Move ${name} down`}
        icon={ArrowDown}
        tabIndex={-1}
        disabled={last}
        onClick={() => store.move(id, 1)}
      />
      {/* A click that no pointer made counts no presses. */}
      <IconButton
        label={`Remove ${name}`}
        icon={X}
        tabIndex={-1}
        onClick={({ detail }) => remove(detail > 0)}
      />
    </div>
  );
}
