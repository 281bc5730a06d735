import { ROWS_LIMIT, type Column, type RowPick } from '@rowhook/contracts';
import { RefreshCw } from 'lucide-react';
import { useState } from 'react';
import { formatPick, isFind, parsePick } from '../../lib/url-state';
import { visibleName } from '../../lib/visible-text';
import { IconButton } from '../../ui/button';
import fieldStyles from '../../ui/field.module.css';
import styles from './rows-controls.module.css';

interface RowsControlsProps {
  limit: number;
  pick: RowPick;
  /** Whether `first` means the order of the key. Otherwise the order is the database's. */
  byKey: boolean;
  nullable: readonly Column[];
  refreshing: boolean;
  onLimit: (limit: number) => void;
  onPick: (pick: RowPick) => void;
  onRefresh: () => void;
}

/** Chooses the number of rows and which rows. */
export function RowsControls(props: RowsControlsProps) {
  const { limit, pick, byKey, nullable, refreshing, onLimit, onPick, onRefresh } = props;
  const [opened, setOpened] = useState(false);
  // The URL may name a column that the relation does not have.
  const names = new Set(typeof pick === 'object' && !isFind(pick) ? [pick.nullIn] : []);
  if (opened) for (const { name } of nullable) names.add(name);
  return (
    <div className={styles.controls}>
      <LimitInput limit={limit} onLimit={onLimit} />
      <select
        className={fieldStyles.quiet}
        aria-label="Which rows"
        value={formatPick(pick)}
        onPointerDown={() => setOpened(true)}
        onFocus={() => setOpened(true)}
        onChange={(event) => onPick(parsePick(event.target.value))}
      >
        <option value="first">{byKey ? 'first by key' : 'first found'}</option>
        <option value="last">{byKey ? 'last by key' : 'last'}</option>
        <option value="spread">spread evenly</option>
        {isFind(pick) ? <option value={formatPick(pick)}>found row</option> : null}
        {names.size === 0 ? null : (
          <optgroup label="Where a column is NULL">
            {[...names].map((name) => (
              <option key={name} value={formatPick({ nullIn: name })}>
                {visibleName(name)} is NULL
              </option>
            ))}
          </optgroup>
        )}
      </select>
      <IconButton
        label="Refresh sample"
        icon={RefreshCw}
        onClick={onRefresh}
        disabled={refreshing}
        className={refreshing ? styles.turning : ''}
      />
    </div>
  );
}

function LimitInput({ limit, onLimit }: { limit: number; onLimit: (limit: number) => void }) {
  const [text, setText] = useState(String(limit));
  const [bounded, setBounded] = useState(false);
  const [shown, setShown] = useState(limit);
  if (shown !== limit) {
    setShown(limit);
    setText(String(limit));
  }
  const { min, max } = ROWS_LIMIT;
  const value = Math.trunc(Number(text));
  const valid = text.trim() !== '' && value >= min && value <= max;
  const commit = () => {
    const next = text.trim() === '' || Number.isNaN(value) ? limit : Math.min(max, Math.max(min, value));
    setBounded(!valid);
    setText(String(next));
    if (next !== limit) onLimit(next);
  };
  return (
    <label className={styles.limit}>
      Rows
      <input
        type="number"
        min={min}
        max={max}
        className={fieldStyles.input}
        value={text}
        aria-invalid={!valid}
        aria-describedby={valid && !bounded ? undefined : 'rows-limit'}
        onChange={(event) => {
          setText(event.target.value);
          setBounded(false);
        }}
        onBlur={commit}
        onKeyDown={(event) => {
          if (event.key === 'Enter') commit();
        }}
      />
      {valid && !bounded ? null : (
        <span id="rows-limit" role="status" className={styles.bounds}>
          {min} to {max}
        </span>
      )}
    </label>
  );
}
