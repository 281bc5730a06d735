import type { Problem } from '@rowhook/contracts';
import styles from './understood-chips.module.css';

/** What was read out of the connection string, so that a slip shows. */
export function UnderstoodChips({ understood }: { understood: NonNullable<Problem['understood']> }) {
  const { host, port, database, user, sslmode } = understood;
  const chips = { host, port: port?.toString(), database, user, TLS: sslmode };
  return (
    <dl className={styles.chips} aria-label="Understood">
      {Object.entries(chips).map(([name, value]) =>
        value === undefined || value === '' ? null : (
          <div key={name} className={styles.chip}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ),
      )}
    </dl>
  );
}
