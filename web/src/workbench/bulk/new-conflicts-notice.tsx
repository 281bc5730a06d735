import { formatCount, plural } from '../../lib/format';
import type { NewConflict } from '../../mapping/new-conflicts';
import { Notice } from '../../ui/notice';

const SHOWN_MAX = 3;

/** The conflicts that a change would cause, before it is applied. */
export function NewConflictsNotice({ conflicts }: { conflicts: readonly NewConflict[] }) {
  if (conflicts.length === 0) return null;
  const more = conflicts.length - SHOWN_MAX;
  return (
    <Notice tone="warn" title={`This causes ${plural(conflicts.length, 'new conflict')}`}>
      {conflicts.slice(0, SHOWN_MAX).map(({ id, message }) => (
        <p key={`${id ?? ''} ${message}`}>{message}</p>
      ))}
      {more > 0 ? <p>and {formatCount(more)} more</p> : null}
      <p>Until you fix them, the payload is made without these fields.</p>
    </Notice>
  );
}
