import { useContext, useMemo, type ReactNode } from 'react';
import { lighting } from '../highlight';
import { useStore } from '../../lib/store';
import { visibleName } from '../../lib/visible-name';
import { SampleContext } from '../sample-context';
import { useMapping } from '../context';
import { columnFacts, formatFacts } from '../column-facts';
import styles from './field-facts.module.css';

/** What the sample tells of the field that is pointed at or has the focus; otherwise what is given. */
export function FieldFacts({ children }: { children: ReactNode }) {
  const sample = useContext(SampleContext)?.sample;
  const lit = useStore(lighting, (light) => light?.row);
  const column = useMapping(({ draft }) => {
    const source = lit === undefined ? undefined : draft.rows.find(({ id }) => id === lit)?.source;
    return source?.kind === 'column' ? source.column : undefined;
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
