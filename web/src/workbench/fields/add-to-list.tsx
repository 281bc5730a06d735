import { ListPlus } from 'lucide-react';
import { IconButton } from '../../ui/button';
import type { MappingRow } from '../../mapping/model';
import { useMapping, useMappingStore } from '../context';
import styles from './field-row.module.css';
import { nextEntry } from '../../mapping/next-entry';

/** Adds a field at the next index of the list that a field is in. */
export function AddToList({ row }: { row: MappingRow }) {
  const store = useMappingStore();
  const next = useMapping(({ draft }) => nextEntry(row, draft.rows)?.to);
  if (next === undefined) return null;
  const add = () => {
    const entry = nextEntry(row, store.get().draft.rows);
    if (entry === undefined) return;
    store.add({ to: entry.to, source: { kind: 'column', column: '' } }, 'source', entry.after);
  };
  return (
    <IconButton
      label={`Add to list: ${next}`}
      icon={ListPlus}
      className={styles.addToList}
      tabIndex={-1}
      onClick={add}
    />
  );
}
