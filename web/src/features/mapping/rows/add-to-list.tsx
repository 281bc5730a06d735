import { ListPlus } from 'lucide-react';
import { IconButton } from '../../../components/button';
import type { MappingRow } from '../draft/draft';
import { useMapping, useMappingStore } from '../store/use-mapping';
import styles from './mapping-row.module.css';
import { nextEntry } from './next-entry';

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
