import fieldStyles from '../../ui/field.module.css';
import type { RowPart } from '../../mapping/row-part';
import { convertConstant } from '../../mapping/constant';
import type { Constant, ConstantKind } from '../../mapping/model';
import styles from './value-controls.module.css';

const kinds: Record<ConstantKind, string> = {
  text: 'string',
  number: 'number',
  boolean: 'true/false',
  null: 'null',
  json: 'JSON',
};

interface ConstantEditorProps {
  label: string;
  part: RowPart;
  /** Of the element that says what is wrong with it. */
  issuesId: string | undefined;
  constant: Constant;
  /** `typed`: more keys may follow. */
  onChange: (constant: Constant, typed: boolean) => void;
  onBlur: () => void;
}

/** A JSON constant: its type, and what it is. */
export function ConstantEditor({ label, part, issuesId, constant, onChange, onBlur }: ConstantEditorProps) {
  const { kind, text } = constant;
  return (
    <span className={styles.editor}>
      <select
        className={fieldStyles.quiet}
        aria-label={`Type of ${label}`}
        tabIndex={-1}
        value={kind}
        onChange={(event) => onChange(convertConstant(constant, event.target.value as ConstantKind), false)}
      >
        {Object.entries(kinds).map(([value, name]) => (
          <option key={value} value={value}>
            {name}
          </option>
        ))}
      </select>
      {kind === 'null' ? null : kind === 'boolean' ? (
        <select
          className={fieldStyles.quiet}
          aria-label={label}
          data-part={part}
          tabIndex={-1}
          value={text}
          onChange={(event) => onChange({ kind, text: event.target.value }, false)}
        >
          <option>true</option>
          <option>false</option>
        </select>
      ) : (
        <input
          className={styles.text}
          aria-label={label}
          aria-invalid={issuesId !== undefined}
          aria-describedby={issuesId}
          data-part={part}
          tabIndex={-1}
          value={text}
          placeholder={kind === 'json' ? '{"a": 1}' : kind === 'number' ? '0' : 'empty text'}
          onChange={(event) => onChange({ kind, text: event.target.value }, true)}
          onBlur={onBlur}
          autoComplete="off"
          spellCheck={false}
        />
      )}
    </span>
  );
}
