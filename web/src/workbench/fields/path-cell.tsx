import { ListPlus } from 'lucide-react';
import type { MappingRow } from '../../mapping/model';
import { completeParents, nextEntry } from '../../mapping/suggest-path';
import { AutocompleteInput } from '../../ui/autocomplete';
import { IconButton } from '../../ui/button';
import { useMapping, useMappingStore } from '../context';
import styles from './field-row.module.css';

interface PathInputProps {
  id: number;
  label: string;
  value: string;
  invalid: boolean;
  describedBy: string | undefined;
}

export function PathInput({ id, label, value, invalid, describedBy }: PathInputProps) {
  const store = useMappingStore();
  return (
    <AutocompleteInput
      className={styles.path}
      data-part="path"
      aria-label={label}
      aria-invalid={invalid}
      aria-describedby={describedBy}
      value={value}
      placeholder="user.name.first"
      onChange={(to) => store.dispatch({ type: 'path', id, to })}
      onBlur={() => store.dispatch({ type: 'endTyping' })}
      complete={(text) =>
        text === ''
          ? []
          : completeParents(text, store.get().draft, id).map((path) => ({ label: path, value: path }))
      }
    />
  );
}

/** Adds a field at the next index of the field's list. */
export function AddToList({ row }: { row: MappingRow }) {
  const store = useMappingStore();
  const next = useMapping(({ draft }) => nextEntry(row, draft.rows)?.to);
  if (next === undefined) return null;
  const add = () => {
    const entry = nextEntry(row, store.get().draft.rows);
    if (entry === undefined) return;
    store.add({ to: entry.to, value: { kind: 'column', column: '' } }, 'value', entry.after);
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
