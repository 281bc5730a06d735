import type { ConnectionRequest, Settings } from '@rowhook/contracts';
import { Database } from 'lucide-react';
import { Button } from '../ui/button';
import styles from './connect-form.module.css';

interface OfferedDatabasesProps {
  settings: Settings | undefined;
  /** The pending request. */
  pending: ConnectionRequest | undefined;
  onUse: (request: ConnectionRequest) => void;
}

/** The databases that the installation offers. */
export function OfferedDatabases({ settings, pending, onUse }: OfferedDatabasesProps) {
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
