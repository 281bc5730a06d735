import type { ReportField } from '@rowhook/contracts';
import { useState } from 'react';
import { formatCount, plural } from '../../lib/format';
import { Button } from '../../ui/button';
import { ExactText } from '../../ui/exact-text';
import { percentOf } from './report-text';
import styles from './fields-table.module.css';

/** A wide table stays quick: all of its fields are shown when asked for. */
const SHOWN_MAX = 40;

interface FieldsTableProps {
  fields: readonly ReportField[];
  /** Rows read. */
  rows: number;
  /** Focuses a field; undefined if the mapping no longer has it. */
  onGoTo: (field: number) => (() => void) | undefined;
}

/** The facts about each field in all rows. Table columns without facts are left out. */
export function FieldsTable({ fields, rows, onGoTo }: FieldsTableProps) {
  const [all, setAll] = useState(false);
  const omits = fields.some(({ omitted }) => omitted > 0);
  const isUnsafe = fields.some(({ unsafeNumbers }) => unsafeNumbers > 0);
  const shown = all ? fields : fields.slice(0, SHOWN_MAX);
  return (
    <div className={styles.scroll} role="region" aria-label="Fields" tabIndex={0}>
      <table className={styles.fields}>
        <thead>
          <tr>
            <th scope="col">Field</th>
            <th scope="col" colSpan={2}>
              NULL
            </th>
            {omits ? <th scope="col">Omitted</th> : null}
            <th scope="col" title="Characters of the longest text">
              Longest
            </th>
            {isUnsafe ? (
              <th scope="col" title="Whole numbers beyond ±(2^53 − 1), which JavaScript rounds">
                &gt; 2^53
              </th>
            ) : null}
            <th scope="col">Types</th>
          </tr>
        </thead>
        <tbody>
          {shown.map(({ field, to, nulls, omitted, longest, unsafeNumbers, types }) => {
            const goTo = onGoTo(field);
            return (
              <tr key={field}>
                <th scope="row">
                  {goTo === undefined ? (
                    <ExactText text={to} />
                  ) : (
                    <Button look="link" onClick={goTo}>
                      <ExactText text={to} />
                    </Button>
                  )}
                </th>
                <td data-none={nulls === 0}>{formatCount(nulls)}</td>
                <td className={styles.percent}>{nulls === 0 ? '' : percentOf(nulls, rows)}</td>
                {omits ? <td data-none={omitted === 0}>{formatCount(omitted)}</td> : null}
                <td data-none={longest === null}>{longest === null ? '–' : formatCount(longest)}</td>
                {isUnsafe ? (
                  <td
                    data-none={unsafeNumbers === 0}
                    className={unsafeNumbers > 0 ? styles.notable : undefined}
                  >
                    {formatCount(unsafeNumbers)}
                  </td>
                ) : null}
                <td className={types.length > 1 ? styles.notable : undefined}>{types.join(', ') || '–'}</td>
              </tr>
            );
          })}
        </tbody>
      </table>
      {shown.length === fields.length ? null : (
        <Button look="link" onClick={() => setAll(true)}>
          Show all {plural(fields.length, 'field')}
        </Button>
      )}
    </div>
  );
}
