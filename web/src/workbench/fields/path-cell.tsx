import { CompletionInput } from '../../ui/autocomplete';
import { useMappingStore } from '../context';
import styles from './field-row.module.css';
import { completeParents } from '../../mapping/suggest-path';

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
    <CompletionInput
      className={styles.path}
      data-part="path"
      aria-label={label}
      aria-invalid={invalid}
      aria-describedby={describedBy}
      value={value}
      placeholder="user.name.first"
      onChange={(to) => store.dispatch({ type: 'path', id, to })}
      onBlur={() => store.dispatch({ type: 'settle' })}
      complete={(text) =>
        text === ''
          ? []
          : completeParents(text, store.get().draft, id).map((path) => ({ label: path, value: path }))
      }
    />
  );
}
