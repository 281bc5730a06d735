import type { Cast, Column } from '@rowhook/contracts';
import fieldStyles from '../../ui/field.module.css';
import { castWords, ownWords } from '../../mapping/labels';
import { useMappingStore } from '../context';
import styles from './field-row.module.css';

interface CastSelectProps {
  id: number;
  label: string;
  /** Of the element that says what is wrong with it. */
  issuesId: string | undefined;
  column: Column;
  as: Cast | undefined;
}

/** How a column is sent: only what its type allows or what is chosen already, and no choice where there is none. */
export function CastSelect({ id, label, issuesId, column, as }: CastSelectProps) {
  const store = useMappingStore();
  const own = ownWords(column);
  // One that was chosen elsewhere and is not allowed has to be seen to be left.
  const known = as === undefined || column.casts.includes(as) ? column.casts : [...column.casts, as];
  const casts = known.filter((cast) => castWords[cast] !== own || cast === as);
  if (casts.length === 0) return <span className={styles.only}>{own}</span>;
  return (
    <select
      className={fieldStyles.quiet}
      aria-label={label}
      aria-invalid={issuesId !== undefined}
      aria-describedby={issuesId}
      data-part="cast"
      tabIndex={-1}
      value={as ?? ''}
      onChange={(event) =>
        store.dispatch({ type: 'cast', id, as: casts.find((cast) => cast === event.target.value) })
      }
    >
      <option value="">{own}</option>
      {casts.map((cast) => (
        <option key={cast} value={cast}>
          {castWords[cast]}
        </option>
      ))}
    </select>
  );
}
