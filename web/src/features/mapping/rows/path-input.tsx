import { CompletionInput } from '../../../components/completion-input';
import { useMappingStore } from '../store/use-mapping';
import styles from './mapping-row.module.css';
import { completeParents } from './path-completion';

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
