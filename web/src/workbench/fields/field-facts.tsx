import { useContext, useMemo, type ReactNode } from 'react';
import { useStore } from '../../lib/store';
import { visibleName } from '../../lib/visible-text';
import { columnFacts, formatFacts } from '../column-facts';
import { SampleContext, highlight, useMapping } from '../context';
import styles from './field-facts.module.css';

/** What the sample shows about the highlighted field; otherwise the children. */
export function FieldFacts({ children }: { children: ReactNode }) {
  const sample = useContext(SampleContext)?.sample;
  const highlighted = useStore(highlight, (current) => current?.field);
  const column = useMapping(({ draft }) => {
    const value =
      highlighted === undefined ? undefined : draft.fields.find(({ id }) => id === highlighted)?.value;
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
