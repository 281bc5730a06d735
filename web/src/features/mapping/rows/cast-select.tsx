import type { Cast, Column } from '@rowhook/contracts';
import fieldStyles from '../../../components/field.module.css';
import { useMappingStore } from '../store/use-mapping';
import styles from './mapping-row.module.css';

const names: Record<Cast, string> = {
  string: 'string',
  number: 'number',
  integer: 'integer',
  boolean: 'true/false',
  json: 'JSON',
  hex: 'hex',
  base64: 'base64',
  unix_seconds: 'Unix seconds',
  unix_millis: 'Unix ms',
};

interface CastSelectProps {
  id: number;
  label: string;
  column: Column;
  as: Cast | undefined;
}

/** How a column is sent: only what its type allows, and no choice where there is none. */
export function CastSelect({ id, label, column, as }: CastSelectProps) {
  const store = useMappingStore();
  const own = ownName(column);
  const casts = column.casts.filter((cast) => names[cast] !== own || cast === as);
  if (casts.length === 0) return <span className={styles.only}>{own}</span>;
  return (
    <select
      className={fieldStyles.quiet}
      aria-label={label}
      tabIndex={-1}
      value={as ?? ''}
      onChange={(event) =>
        store.dispatch({ type: 'cast', id, as: casts.find((cast) => cast === event.target.value) })
      }
    >
      <option value="">{own}</option>
      {casts.map((cast) => (
        <option key={cast} value={cast}>
          {names[cast]}
        </option>
      ))}
    </select>
  );
}

/** What the default rule makes of a column. */
function ownName({ type, jsonType }: Column): string {
  if (/^(date|timestamp|time)\b/.test(type) && jsonType === 'string') return 'ISO 8601';
  if (type === 'bytea') return 'base64';
  return { boolean: 'true/false', number: 'number', string: 'string', array: 'array', json: 'JSON' }[
    jsonType
  ];
}
