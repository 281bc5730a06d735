import { SOURCE_LIMITS, type Column, type Condition } from '@rowhook/contracts';
import { ListFilter, X } from 'lucide-react';
import { useId, useRef, useState } from 'react';
import { Button } from '../ui/button';
import { useReopenOnError, type ConditionErrors } from './condition-errors';
import { ConditionForm } from './condition-form';
import { conditionText } from './condition-text';
import styles from './filter.module.css';

interface FilterProps {
  columns: readonly Column[];
  conditions: readonly Condition[];
  errors: ConditionErrors;
  onChange: (conditions: Condition[]) => void;
  /** The index of the condition in the form; the number of conditions for a new one. */
  edited: number | undefined;
  onEdit: (index: number | undefined) => void;
}

/** The filter of a table: a chip for each condition, and a form to add or change one. All conditions must hold. */
export function Filter({ columns, conditions, errors, onChange, edited, onEdit }: FilterProps) {
  const add = useRef<HTMLButtonElement>(null);
  const errorId = useId();
  const reopenFor = useReopenOnError(add, errors, onEdit);
  /** How many conditions before the one in the form were removed. With its index, it identifies the form. */
  const [removedBefore, setRemovedBefore] = useState(0);
  const close = () => {
    onEdit(undefined);
    add.current?.focus();
  };
  const remove = (index: number) => {
    onChange(conditions.toSpliced(index, 1));
    if (edited === index) onEdit(undefined);
    else if (edited !== undefined && index < edited) {
      onEdit(edited - 1);
      setRemovedBefore(removedBefore + 1);
    }
    add.current?.focus();
  };
  return (
    <div className={styles.filter} role="group" aria-label="Filter">
      {conditions.map((condition, index) => {
        const text = conditionText(condition);
        const hasError = errors.has(index);
        return (
          <span key={index} className={styles.chip} data-invalid={hasError}>
            <button
              type="button"
              title={`Change: ${text}`}
              aria-describedby={hasError && index !== edited ? `${errorId}-${index}` : undefined}
              onClick={() => onEdit(index)}
            >
              {text}
            </button>
            <button type="button" aria-label={`Remove filter: ${text}`} onClick={() => remove(index)}>
              <X size={13} aria-hidden />
            </button>
          </span>
        );
      })}
      <Button
        ref={add}
        look="quiet"
        icon={ListFilter}
        aria-expanded={edited !== undefined}
        disabled={conditions.length >= SOURCE_LIMITS.conditions || !columns.some(({ readable }) => readable)}
        onClick={() => onEdit(conditions.length)}
      >
        Add filter
      </Button>
      {edited === undefined ? null : (
        <ConditionForm
          key={edited + removedBefore}
          columns={columns}
          condition={conditions[edited]}
          error={errors.get(edited)}
          submitLabel={edited < conditions.length ? 'Change filter' : 'Apply filter'}
          onCancel={close}
          onSubmit={(condition) => {
            reopenFor([edited]);
            onChange(conditions.toSpliced(edited, 1, condition));
            close();
          }}
        />
      )}
      {[...errors].map(([index, { message }]) =>
        // The form shows it at the part that it is about.
        index === edited ? null : (
          <p key={index} id={`${errorId}-${index}`} role="alert" className={styles.error}>
            {message}
          </p>
        ),
      )}
    </div>
  );
}
