import { Toggle } from '@base-ui/react/toggle';
import { ToggleGroup as Base } from '@base-ui/react/toggle-group';
import styles from './toggle-group.module.css';

interface ToggleGroupProps<Value extends string> {
  label: string;
  options: readonly { value: Value; label: string }[];
  value: Value;
  onChange: (value: Value) => void;
}

/** A few choices side by side, one of them selected. One tab stop; arrow keys move inside. */
export function ToggleGroup<Value extends string>({
  label,
  options,
  value,
  onChange,
}: ToggleGroupProps<Value>) {
  return (
    <Base
      aria-label={label}
      className={styles.group}
      value={[value]}
      onValueChange={([next]) => {
        if (next !== undefined) onChange(next);
      }}
    >
      {options.map((option) => (
        <Toggle key={option.value} value={option.value}>
          {option.label}
        </Toggle>
      ))}
    </Base>
  );
}
