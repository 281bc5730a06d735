import type { RelationName } from '@rowhook/contracts';
import { useMemo } from 'react';
import { relationKey, relationText } from '../lib/relation';
import { Button } from '../ui/button';
import styles from './recent-drafts.module.css';
import { recentDrafts } from './stored-drafts';

const SHOWN_MAX = 5;

/** The tables of a database whose mappings were edited last. */
export function RecentDrafts({
  database,
  onPick,
}: {
  database: string;
  onPick: (picked: RelationName) => void;
}) {
  const recent = useMemo(() => recentDrafts(database).slice(0, SHOWN_MAX), [database]);
  if (recent.length === 0) return null;
  return (
    <p className={styles.recent}>
      Recent mappings
      {recent.map((relation) => (
        <Button key={relationKey(relation)} look="link" onClick={() => onPick(relation)}>
          {relationText(relation)}
        </Button>
      ))}
    </p>
  );
}
