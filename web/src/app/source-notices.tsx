import type { Connection, Warning } from '@rowhook/contracts';
import { useMemo } from 'react';
import { ConnectionWarnings } from '../connect/connection-warnings';
import { isLoopback } from '../lib/host';
import { sourceText, type SourceName } from '../lib/source';
import { Button } from '../ui/button';
import { recentDrafts, sourceKey } from '../workbench/stored-drafts';
import styles from './app.module.css';

interface SourceNoticesProps {
  connection: Connection;
  database: string;
  onPick: (picked: SourceName) => void;
}

/** Shown above the list of sources: warnings about the connection, and recent mappings. */
export function SourceNotices({ connection, database, onPick }: SourceNoticesProps) {
  return (
    <>
      <ConnectionWarnings warnings={notableWarnings(connection)} />
      <RecentDrafts database={database} onPick={onPick} />
    </>
  );
}

/** The loopback interface needs no encryption, so its warning is left out. */
function notableWarnings({ server, warnings }: Connection): Warning[] {
  return warnings.filter(({ code }) => code !== 'not_encrypted' || !isLoopback(server.host));
}

const RECENT_MAX = 5;

interface RecentDraftsProps {
  database: string;
  onPick: (picked: SourceName) => void;
}

/** The sources of a database whose mappings were edited last. */
function RecentDrafts({ database, onPick }: RecentDraftsProps) {
  const recent = useMemo(() => recentDrafts(database).slice(0, RECENT_MAX), [database]);
  if (recent.length === 0) return null;
  return (
    <p className={styles.recent}>
      Recent mappings
      {recent.map((name) => (
        <Button key={sourceKey(name)} look="link" onClick={() => onPick(name)}>
          {sourceText(name)}
        </Button>
      ))}
    </p>
  );
}
