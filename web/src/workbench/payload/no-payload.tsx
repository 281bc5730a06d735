import type { RowPick } from '@rowhook/contracts';
import { Button } from '../../ui/button';
import { Notice } from '../../ui/notice';
import { goTo } from '../../lib/url-state';
import styles from './payload-pane.module.css';

/** Why there is no row to show. */
export function NoRows({ pick, name, rowSecurity }: { pick: RowPick; name: string; rowSecurity: boolean }) {
  return (
    <div className={styles.empty}>
      {typeof pick === 'object' ? (
        <Notice
          tone="info"
          title={`No row was found where ${pick.nullIn} is NULL.`}
          actions={<Button onClick={() => goTo({ pick: 'first' })}>Show the first rows</Button>}
        >
          <p>No row that this login may read has a NULL there; the others can be previewed.</p>
        </Notice>
      ) : pick === 'spread' ? (
        <Notice
          tone="info"
          title={`No row of ${name} was found.`}
          actions={<Button onClick={() => goTo({ pick: 'first' })}>Show the first rows</Button>}
        >
          <p>Rows that are spread evenly come from a few places of the table; others may well have rows.</p>
        </Notice>
      ) : rowSecurity ? (
        <Notice tone="info" title={`${name} has no rows that this login may see.`}>
          <p>
            Row-level security is on. Ask the owner for a policy for this login, or connect as another role.
          </p>
        </Notice>
      ) : (
        <Notice tone="info" title={`${name} has no rows.`}>
          <p>The mapping can be made all the same. Refresh the sample once there are rows.</p>
        </Notice>
      )}
    </div>
  );
}
