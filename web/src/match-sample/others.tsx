import { plural } from '../lib/format';
import type { NewConflict } from '../mapping/validate';
import { NewConflictsNotice } from '../workbench/bulk/new-conflicts-notice';
import type { Plan } from './model/changes';
import styles from './others.module.css';

interface OthersProps {
  plan: Plan;
  handling: 'keep' | 'remove';
  onHandling: (handling: 'keep' | 'remove') => void;
  /** New ones that would arise. */
  conflicts: readonly NewConflict[];
}

const NAMED_MAX = 6;

/** What becomes of the fields that the example has no place for. */
export function Others({ plan, handling, onHandling, conflicts }: OthersProps) {
  const { others, inTheWay } = plan;
  const names = others.slice(0, NAMED_MAX).map(({ to }) => to);
  const more = others.length - names.length;
  const fields = plural(others.length, 'field');
  const them = others.length === 1 ? 'it' : 'them';
  return (
    <div className={styles.others}>
      {others.length === 0 ? null : (
        <fieldset>
          <legend>
            {others.length === 1
              ? '1 field of the mapping is not named by the receiver'
              : `${fields} of the mapping are not named by the receiver`}
          </legend>
          <p className={styles.names}>
            {names.join(', ')}
            {more > 0 ? ` and ${more} more` : ''}
          </p>
          {(['remove', 'keep'] as const).map((choice) => (
            <label key={choice}>
              <input
                type="radio"
                name="others"
                checked={handling === choice}
                onChange={() => onHandling(choice)}
              />
              {choice === 'remove' ? `Remove ${them}` : `Keep ${them}, behind the receiver’s`}
            </label>
          ))}
          {handling === 'keep' && inTheWay.length > 0 ? (
            <p>
              {plural(inTheWay.length, 'stands', 'stand')} where the receiver has something else and{' '}
              {inTheWay.length === 1 ? 'goes' : 'go'} all the same: {inTheWay.map(({ to }) => to).join(', ')}.
            </p>
          ) : null}
        </fieldset>
      )}
      <NewConflictsNotice conflicts={conflicts} />
    </div>
  );
}
