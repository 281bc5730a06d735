import { useContext, useMemo, type ReactNode } from 'react';
import { useStore } from '../../lib/store';
import { visibleName } from '../../lib/visible-text';
import { columnFacts, formatFacts } from '../column-facts';
import { SampleContext, useMapping } from '../context';
import { highlight } from '../highlight';
import styles from './field-facts.module.css';

/** What the sample tells of the field that is pointed at or has the focus; otherwise what is given. */
export function FieldFacts({ children }: { children: ReactNode }) {
  const sample = useContext(SampleContext)?.sample;
  const lit = useStore(highlight, (light) => light?.row);
  const column = useMapping(({ draft }) => {
    const value = lit === undefined ? undefined : draft.rows.find(({ id }) => id === lit)?.value;
    return value?.kind === 'column' ? value.column : undefined;
  });
  const facts = useMemo(
    () => (column === undefined ? undefined : columnFacts(sample, column)),
    [column, sample],
  );
  if (column === undefined || facts === undefined) return children;
  return (
    <span className={styles.facts}>
      <b>{visibleName(column)}</b> {formatFacts(facts)}
    </span>
  );
}
