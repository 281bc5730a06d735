import { utf8Length, type Cell, type Column, type ColumnError } from '@rowhook/contracts';
import { Plus } from 'lucide-react';
import type { CSSProperties } from 'react';
import { formatBytes, shortType } from '../../lib/format';
import { visibleName, visibleText } from '../../lib/visible-text';
import { Button, IconButton } from '../../ui/button';
import { ExactText } from '../../ui/exact-text';
import styles from './column-item.module.css';

export interface SampleValue {
  cell: Cell;
  /** The number of rows in which the column is NULL. */
  nulls: number;
  rows: number;
}

interface ColumnItemProps {
  /** The index in the list. */
  index: number;
  column: Column;
  /** Whether Tab reaches its first button. */
  tabStop: boolean;
  isKey: boolean;
  uses: number;
  value: SampleValue | undefined;
  /** Why the sample has no values of the column. */
  error: ColumnError | undefined;
  style: CSSProperties;
  onAdd: () => void;
  /** Whether the rows shown are those in which the column is NULL. */
  showsNulls: boolean;
  /** Shows rows in which the column is NULL, or the first rows again. */
  onShowNulls: (shown: boolean) => void;
}

export function ColumnItem(props: ColumnItemProps) {
  const { index, column, tabStop, isKey, uses, value, error, style, onAdd, showsNulls, onShowNulls } = props;
  const { name, type, comment, readable } = column;
  return (
    <li className={styles.item} style={style} data-index={index} data-unused={uses === 0}>
      <IconButton
        label={`Add ${visibleName(name)}`}
        icon={Plus}
        className={styles.add}
        tabIndex={tabStop ? 0 : -1}
        aria-disabled={!readable}
        onClick={readable ? onAdd : undefined}
      />
      <span className={styles.name} title={visibleText(comment === null ? name : `${name}: ${comment}`)}>
        {visibleName(name)}
      </span>
      {isKey ? <span className={styles.mark}>key</span> : null}
      <span className={styles.type} title={type}>
        {shortType(type)}
      </span>
      <span className={styles.value}>
        {error === undefined ? (
          <code>
            <ExactText text={readable ? cellText(value) : 'This login may not read it'} />
          </code>
        ) : (
          <span className={styles.error} title={[error.message, error.hint].filter(Boolean).join(' ')}>
            {error.message}
          </span>
        )}
        <span className={styles.note}>
          {error !== undefined || value === undefined || value.nulls === 0 ? null : (
            <Button
              look="link"
              className={styles.nulls}
              title={showsNulls ? 'Show the first rows' : `Show rows where ${visibleName(name)} is NULL`}
              aria-pressed={showsNulls}
              tabIndex={-1}
              onClick={() => onShowNulls(!showsNulls)}
            >
              null in {value.nulls} of {value.rows}
            </Button>
          )}
          {uses > 1 ? `used ${uses}×` : uses === 0 ? 'not used' : null}
        </span>
      </span>
    </li>
  );
}

function cellText(value: SampleValue | undefined): string {
  if (value === undefined) return '';
  const { json, bytes } = value.cell;
  if (json === null) return 'null';
  return utf8Length(json) < bytes ? `${json}… ${formatBytes(bytes)}` : json;
}
