import { plural } from '../lib/format';
import fieldStyles from '../ui/field.module.css';
import type { Plan } from './model/changes';
import styles from './other-fields.module.css';

interface OtherFieldsProps {
  plan: Plan;
  value: 'keep' | 'remove';
  onChange: (value: 'keep' | 'remove') => void;
}

/** Chooses what becomes of the fields that the sample has no place for. */
export function OtherFields({ plan: { others }, value, onChange }: OtherFieldsProps) {
  if (others.length === 0) return null;
  return (
    <label className={styles.others} title={others.map(({ to }) => to).join(', ')}>
      {plural(others.length, 'other field')}
      <select
        className={`${fieldStyles.select} ${fieldStyles.input}`}
        value={value}
        onChange={(event) => onChange(event.target.value === 'remove' ? 'remove' : 'keep')}
      >
        <option value="keep">Keep</option>
        <option value="remove">Remove</option>
      </select>
    </label>
  );
}
