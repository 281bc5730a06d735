import { ROWS_LIMIT } from '@rowhook/contracts';
import { RefreshCw } from 'lucide-react';
import { useState } from 'react';
import { useStore } from '../../lib/store';
import { formatPick, isFind, navigate, parsePick, urlState } from '../../lib/url-state';
import { visibleName } from '../../lib/visible-text';
import { IconButton } from '../../ui/button';
import fieldStyles from '../../ui/field.module.css';
import { useDetail } from '../context';
import { firstIsByKey } from '../sample';
import { usePreviewState } from '../preview/preview';
import styles from './rows-controls.module.css';

/** Chooses the number of rows and which rows. */
export function RowsControls() {
  const detail = useDetail();
  const { limit, pick } = useStore(urlState);
  const { shownSample, refreshing, refresh } = usePreviewState();
  const byKey = firstIsByKey(detail, pick, shownSample?.sample);
  const [opened, setOpened] = useState(false);
  // The URL may name a column that the source does not have.
  const names = new Set(typeof pick === 'object' && !isFind(pick) ? [pick.nullIn] : []);
  if (opened)
    for (const { name, readable, nullable } of detail.columns) if (readable && nullable) names.add(name);
  return (
    <div className={styles.controls}>
      <LimitInput limit={limit} />
      <select
        className={fieldStyles.quiet}
        aria-label="Which rows"
        value={formatPick(pick)}
        onPointerDown={() => setOpened(true)}
        onFocus={() => setOpened(true)}
        onChange={(event) => navigate({ pick: parsePick(event.target.value), row: 0 })}
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
        onClick={refresh}
        disabled={refreshing}
        className={refreshing ? styles.turning : ''}
      />
    </div>
  );
}

function LimitInput({ limit }: { limit: number }) {
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
    if (next !== limit) navigate({ limit: next });
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
