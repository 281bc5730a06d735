import fieldStyles from '../../ui/field.module.css';
import { Segmented } from '../../ui/toggle-group';
import { nullWords, plainPolicies } from '../../mapping/null-words';
import type { Bulk } from '../../mapping/bulk';
import styles from './bulk-choice.module.css';

interface BulkChoiceProps {
  bulk: Bulk;
  invalid: boolean;
  /** Id of what says what would change. */
  describedBy: string;
  onChange: (bulk: Bulk) => void;
  onEnter: () => void;
}

/** What has to be said about an action before it is one; of some there is nothing. */
export function BulkChoice({ bulk, invalid, describedBy, onChange, onEnter }: BulkChoiceProps) {
  switch (bulk.kind) {
    case 'prefix':
      return (
        <label className={styles.choice}>
          Prefix
          <input
            className={fieldStyles.input}
            value={bulk.prefix}
            aria-invalid={invalid}
            aria-describedby={describedBy}
            onChange={(event) => onChange({ ...bulk, prefix: event.target.value })}
            onKeyDown={(event) => {
              if (event.key === 'Enter') onEnter();
            }}
            onFocus={(event) => event.target.select()}
            data-first
            autoComplete="off"
            autoCapitalize="off"
            spellCheck={false}
          />
          <span>A dot at the end puts the fields inside an object.</span>
        </label>
      );
    case 'nulls':
      return (
        <div className={styles.choice}>
          <Segmented
            label="If NULL"
            options={plainPolicies.map((policy) => ({ value: policy, label: nullWords[policy] }))}
            value={bulk.policy}
            onChange={(policy) => onChange({ ...bulk, policy })}
          />
          <span>Fixed values are never NULL. A default is given field by field.</span>
        </div>
      );
    case 'sending':
      return (
        <div className={styles.choice}>
          <Segmented
            label="Send as"
            options={[
              { value: 'string', label: 'string' },
              { value: 'own', label: 'own type' },
            ]}
            value={bulk.as}
            onChange={(as) => onChange({ ...bulk, as })}
          />
          <span>
            {bulk.as === 'string'
              ? 'Only where the column allows it. Lists and JSON become a string that holds them.'
              : 'As each column is sent while nothing else is said.'}
          </span>
        </div>
      );
    default:
      return null;
  }
}
