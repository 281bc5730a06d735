import fieldStyles from '../../../components/field.module.css';
import type { OnNull } from '../draft/draft';
import { useMappingStore } from '../store/use-mapping';

interface NullSelectProps {
  id: number;
  label: string;
  policy: OnNull;
}

/** What a SQL NULL becomes. */
export function NullSelect({ id, label, policy }: NullSelectProps) {
  const store = useMappingStore();
  const choose = (choice: string) => {
    if (choice === 'default') {
      store.dispatch({ type: 'onNull', id, onNull: { default: { kind: 'text', text: '' } } });
      store.want(id, 'default');
    } else if (choice === 'keep' || choice === 'omit' || choice === 'error') {
      store.dispatch({ type: 'onNull', id, onNull: choice });
    }
  };
  return (
    <select
      className={fieldStyles.quiet}
      aria-label={label}
      tabIndex={-1}
      value={typeof policy === 'object' ? 'default' : policy}
      onChange={(event) => choose(event.target.value)}
    >
      <option value="keep">keep null</option>
      <option value="omit">leave out</option>
      <option value="error">stop this row</option>
      <option value="default">default…</option>
    </select>
  );
}
