import { ListPlus } from 'lucide-react';
import { useState } from 'react';
import { equal } from '../../lib/objects';
import type { DraftField } from '../../mapping/model';
import { cleanPath } from '../../mapping/paths';
import { completePath, enterKeepsPath, nextEntry } from '../../mapping/suggestions';
import { AutocompleteInput } from '../../ui/autocomplete';
import { IconButton } from '../../ui/button';
import { useMapping, useMappingStore } from '../context';
import styles from './field-row.module.css';

interface PathInputProps {
  id: number;
  label: string;
  value: string;
  tabStop: boolean;
  invalid: boolean;
  describedBy: string | undefined;
}

export function PathInput({ id, label, value, tabStop, invalid, describedBy }: PathInputProps) {
  const store = useMappingStore();
  /** The text as typed, which may have spaces around the path. */
  const [typed, setTyped] = useState<string>();
  const shown = typed !== undefined && cleanPath(typed) === value ? typed : value;
  return (
    <AutocompleteInput
      className={styles.path}
      data-part="path"
      showEnd
      tabIndex={tabStop ? 0 : -1}
      onFocus={(event) => event.target.select()}
      aria-label={label}
      aria-invalid={invalid}
      aria-describedby={describedBy}
      value={shown}
      placeholder="field path"
      onChange={(text) => {
        setTyped(text);
        store.dispatch({ type: 'path', id, to: cleanPath(text) });
      }}
      onBlur={() => {
        setTyped(undefined);
        store.dispatch({ type: 'endTyping' });
      }}
      onKeyDown={(event) => {
        if (event.key === 'Escape' && equal(store.get().inProgress, { part: 'path', id }))
          store.dispatch({ type: 'cancelTyping' });
      }}
      onPaste={(event) => {
        const lines = event.clipboardData.getData('text').split(/\r?\n/).map(cleanPath);
        // The text of a single cell ends with a line break in spreadsheets.
        if (lines.filter(Boolean).length < 2) return;
        event.preventDefault();
        store.pastePaths(id, lines);
      }}
      complete={(text) =>
        text === ''
          ? []
          : completePath(text, store.get().draft, id).map((path) => ({ label: path, value: path }))
      }
      canStay={(text, suggestion) => enterKeepsPath(text, suggestion, store.get().draft, id)}
    />
  );
}

/** Adds a field at the next index of the field's list, if it is in one. */
export function AddToList({ field }: { field: DraftField }) {
  const store = useMappingStore();
  const next = useMapping(({ draft }) => nextEntry(field, draft.fields)?.to);
  if (next === undefined) return null;
  const add = () => {
    const entry = nextEntry(field, store.get().draft.fields);
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
