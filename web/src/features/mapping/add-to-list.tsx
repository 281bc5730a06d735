import { ListPlus } from 'lucide-react';
import { IconButton } from '../../components/button';
import styles from './mapping-row.module.css';
import type { MappingRow } from './model/draft';
import { nextEntry } from './model/next-entry';
import { useMapping, useMappingStore } from './use-mapping';

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
