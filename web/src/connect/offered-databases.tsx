import type { ConnectionRequest } from '@rowhook/contracts';
import { useQuery } from '@tanstack/react-query';
import { Database } from 'lucide-react';
import { queries } from '../api/queries';
import { Button } from '../ui/button';
import styles from './connect-form.module.css';

interface OfferedDatabasesProps {
  /** The pending request. */
  pending: ConnectionRequest | undefined;
  onUse: (request: ConnectionRequest) => void;
}

/** The databases that the installation offers. */
export function OfferedDatabases({ pending, onUse }: OfferedDatabasesProps) {
  const { data: settings } = useQuery(queries.settings);
  const offers = (['demo', 'configured'] as const).filter((use) => settings?.[use] === true);
  const pendingUse = pending !== undefined && 'use' in pending ? pending.use : undefined;
  if (offers.length === 0) return null;
  return (
    <div className={styles.offers}>
      <span className={styles.or}>or</span>
      {offers.map((use) => (
        <Button
          key={use}
          icon={Database}
          disabled={pending !== undefined}
          onClick={() => onUse({ use })}
          className={styles.offer}
        >
          {pendingUse === use ? 'Connecting…' : `Use the ${use} database`}
        </Button>
      ))}
    </div>
  );
}
