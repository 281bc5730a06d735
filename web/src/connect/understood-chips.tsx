import { visibleName } from '../lib/visible-text';
import styles from './understood-chips.module.css';

interface UnderstoodChipsProps {
  understood: { [part in 'host' | 'port' | 'database' | 'user' | 'sslmode']?: string | number | undefined };
}

/** The parts of the connection string, so that mistakes show. Each has its place before it is known, so that nothing moves. */
export function UnderstoodChips({ understood }: UnderstoodChipsProps) {
  const { host, port, database, user, sslmode } = understood;
  const chips = { host, port, database, user, ...(sslmode ? { TLS: sslmode } : {}) };
  return (
    <dl className={styles.chips} aria-label="Understood">
      {Object.entries(chips).map(([name, given = '']) => {
        const value = given === '' ? '' : visibleName(String(given));
        return (
          <div key={name} className={styles.chip} data-known={value !== ''} data-part={name}>
            <dt>{name}</dt>
            <dd title={value}>{value || '–'}</dd>
          </div>
        );
      })}
    </dl>
  );
}
