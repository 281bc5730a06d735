import type { ReportExample } from '@rowhook/contracts';
import type { ReactNode } from 'react';
import { plural } from '../../lib/format';
import { visibleText } from '../../lib/visible-text';
import { Button } from '../../ui/button';
import { FoldedText } from '../../ui/exact-text';
import { PathLink } from '../path-link';
import { rowText } from './report-text';
import styles from './report-issues.module.css';

interface ReportIssueItemProps {
  /** The field's path or the place in the payload. */
  name: string;
  message: ReactNode;
  rows: number;
  /** What is counted. */
  unit: string;
  examples: readonly ReportExample[];
  keyColumns: readonly string[];
  /** Focuses the field; undefined if the mapping has none. */
  onGoTo: (() => void) | undefined;
  onOpenRow: (key: string[]) => void;
}

/** One kind of issue: where it is, how many rows have it, and some of them. */
export function ReportIssueItem(props: ReportIssueItemProps) {
  const { name, message, rows, unit, examples, keyColumns, onGoTo, onOpenRow } = props;
  return (
    <li className={styles.issue}>
      <p>
        {name === '' ? null : <PathLink path={name} onGoTo={onGoTo} />}{' '}
        <span className={styles.message}>{message}</span>
      </p>
      <b className={styles.rows}>{plural(rows, unit)}</b>
      <ul className={styles.examples}>
        {examples.map((example, index) => (
          <li key={index}>
            {example.value === null ? null : (
              <code>
                <FoldedText text={example.value} />
              </code>
            )}
            <RowLink row={example} keyColumns={keyColumns} onOpen={onOpenRow} />
          </li>
        ))}
      </ul>
    </li>
  );
}

interface RowLinkProps {
  row: Pick<ReportExample, 'key' | 'excerpt'>;
  keyColumns: readonly string[];
  onOpen: (key: string[]) => void;
}

/** A row that a report names. One with a key opens in the preview. */
export function RowLink({ row, keyColumns, onOpen }: RowLinkProps) {
  const { key } = row;
  const text = rowText(row, keyColumns);
  if (key === null || key.length !== keyColumns.length) {
    return (
      <code className={styles.excerpt}>
        <FoldedText text={text} />
      </code>
    );
  }
  return (
    <Button look="link" aria-label={`Show the row ${visibleText(text)}`} onClick={() => onOpen(key)}>
      <FoldedText text={text} />
    </Button>
  );
}
