import fieldStyles from '../../ui/field.module.css';
import type { OnNull, Source } from '../../mapping/model';
import { nullWords, plainPolicies } from '../../mapping/null-words';
import { firstDefault, sentType } from '../../mapping/json-type';
import { useMappingStore } from '../context';

interface NullSelectProps {
  id: number;
  label: string;
  source: Source;
  policy: OnNull;
}

/** What a SQL NULL becomes. */
export function NullSelect({ id, label, source, policy }: NullSelectProps) {
  const store = useMappingStore();
  const choose = (choice: string) => {
    if (choice === 'default') {
      const constant = firstDefault(sentType(source, store.get().columns));
      store.dispatch({ type: 'onNull', id, onNull: { default: constant } });
      store.want(id, 'default');
      return;
    }
    const onNull = plainPolicies.find((plain) => plain === choice);
    if (onNull !== undefined) store.dispatch({ type: 'onNull', id, onNull });
  };
  return (
    <select
      className={fieldStyles.quiet}
      aria-label={label}
      tabIndex={-1}
      value={typeof policy === 'object' ? 'default' : policy}
      onChange={(event) => choose(event.target.value)}
    >
      {plainPolicies.map((plain) => (
        <option key={plain} value={plain}>
          {nullWords[plain]}
        </option>
      ))}
      <option value="default">default…</option>
    </select>
  );
}
