import { SOURCE_LIMITS } from '@rowhook/contracts';
import { visibleName } from '../../lib/visible-text';
import fieldStyles from '../../ui/field.module.css';
import { LongSelect } from '../../ui/field';
import styles from './query-panel.module.css';

interface KeySelectProps {
  columns: readonly string[];
  value: readonly string[];
  onChange: (key: readonly string[]) => void;
}

/** The columns that identify a row: a list for each, and one to add another. */
export function KeySelect({ columns, value, onChange }: KeySelectProps) {
  const lists = value.length < SOURCE_LIMITS.keyColumns ? [...value, ''] : value;
  const withoutColumn = (index: number) =>
    index > 0 && index === value.length ? 'add column' : value.length > 1 ? 'remove' : 'none';
  return (
    <div role="group" aria-label="Key" className={styles.key}>
      <span aria-hidden>Key</span>
      {lists.map((name, index) => (
        <LongSelect
          key={index}
          aria-label={index === 0 ? 'Key' : `Key, column ${index + 1}`}
          className={index > 0 && name === '' ? fieldStyles.quiet : fieldStyles.select}
          value={name}
          options={[
            { value: '', label: withoutColumn(index) },
            // The query may have lost a column of its key.
            ...[...(name === '' || columns.includes(name) ? [] : [name]), ...columns]
              .filter((column) => column === name || !value.includes(column))
              .map((column) => ({ value: column, label: visibleName(column) })),
          ]}
          onChange={({ target }) =>
            onChange(value.toSpliced(index, 1, ...(target.value === '' ? [] : [target.value])))
          }
        />
      ))}
    </div>
  );
}
