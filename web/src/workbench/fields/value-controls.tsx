import type { Column } from '@rowhook/contracts';
import { memo, useRef } from 'react';
import { convertConstant } from '../../mapping/constant';
import type { FieldPart } from '../../mapping/issues';
import {
  castLabels,
  nullLabels,
  plainPolicies,
  valueKindLabels,
  type ColumnValue,
  type Constant,
  type ConstantKind,
  type FieldValue,
  type OnNull,
  type ValueKind,
} from '../../mapping/model';
import { firstDefault, sentType } from '../../mapping/sent-type';
import { castsOf, ownLabel } from '../../mapping/steps';
import { Select } from '../../ui/field';
import fieldStyles from '../../ui/field.module.css';
import { useMappingStore } from '../context';
import type { MappingStore } from '../store';
import fieldRowStyles from './field-row.module.css';
import styles from './value-controls.module.css';

const valueKinds = Object.keys(valueKindLabels) as ValueKind[];

const kindOptions = valueKinds.map((kind) => ({ value: kind, label: valueKindLabels[kind] }));

const kinds: Record<ConstantKind, string> = {
  text: 'string',
  number: 'number',
  boolean: 'true/false',
  null: 'null',
  json: 'JSON',
};

const constantKinds = Object.keys(kinds) as ConstantKind[];

interface ConstantEditorProps {
  label: string;
  part: FieldPart;
  /** Id of the element with its issues. */
  issuesId: string | undefined;
  constant: Constant;
  /** `typed`: more keys may follow. */
  onChange: (constant: Constant, typed: boolean) => void;
  onBlur: () => void;
  /** Called with another kind of value; undefined if only a constant can stand here. */
  onKind?: (kind: string) => void;
}

/** Edits a JSON constant: its type and its text. */
export function ConstantEditor(props: ConstantEditorProps) {
  const { label, part, issuesId, constant, onChange, onBlur, onKind } = props;
  const { kind, text } = constant;
  return (
    <span className={styles.editor}>
      <select
        className={fieldStyles.quiet}
        aria-label={`Type of ${label}`}
        tabIndex={-1}
        value={kind}
        onChange={({ target }) => {
          const chosen = constantKinds.find((each) => each === target.value);
          if (chosen === undefined) onKind?.(target.value);
          else onChange(convertConstant(constant, chosen), false);
        }}
      >
        {constantKinds.map((each) => (
          <option key={each} value={each}>
            {kinds[each]}
          </option>
        ))}
        {onKind === undefined ? null : (
          <optgroup label="Instead">
            {valueKinds.map((each) =>
              each === 'constant' ? null : (
                <option key={each} value={each}>
                  {valueKindLabels[each]}
                </option>
              ),
            )}
          </optgroup>
        )}
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

interface KindSelectProps {
  id: number;
  /** The name of the field, for the label. */
  name: string;
  kind: ValueKind;
}

/**
 * Chooses what the field sends: a column, a fixed value or several columns. Covers the element beside it, so that a click there
 * opens it.
 */
export function KindSelect({ id, name, kind }: KindSelectProps) {
  const store = useMappingStore();
  return (
    <Select
      className={styles.kind}
      aria-label={`Kind of value, for ${name}`}
      title="Column, fixed value or several columns"
      tabIndex={-1}
      options={kindOptions}
      value={kind}
      onChange={({ target }) => changeKind(store, id, target.value)}
    />
  );
}

/** Sends another kind of value, and focuses it. */
export function changeKind(store: MappingStore, id: number, chosen: string): void {
  const kind = valueKinds.find((each) => each === chosen);
  if (kind === undefined) return;
  store.dispatch({ type: 'kind', id, kind });
  store.requestFocus(id, 'value');
}

interface CastSelectProps {
  id: number;
  label: string;
  /** Id of the element with its issues. */
  issuesId: string | undefined;
  column: Column;
  value: ColumnValue;
}

/** Chooses the cast among those that the type of the column allows, or text after steps, plus the current one. */
export const CastSelect = memo(function CastSelect({ id, label, issuesId, column, value }: CastSelectProps) {
  const store = useMappingStore();
  const { as } = value;
  const own = ownLabel(value, column);
  const allowed = castsOf(value, column);
  // A cast that is not allowed is listed while it is selected.
  const known = as === undefined || allowed.includes(as) ? allowed : [...allowed, as];
  const casts = known.filter((cast) => castLabels[cast] !== own || cast === as);
  if (casts.length === 0) return <span className={fieldRowStyles.only}>{own}</span>;
  return (
    <Select
      className={fieldStyles.quiet}
      aria-label={label}
      aria-invalid={issuesId !== undefined}
      aria-describedby={issuesId}
      data-part="cast"
      data-default={as === undefined}
      tabIndex={-1}
      options={[
        { value: '', label: own },
        ...casts.map((cast) => ({ value: cast, label: castLabels[cast] })),
      ]}
      value={as ?? ''}
      onChange={(event) =>
        store.dispatch({ type: 'cast', id, as: casts.find((cast) => cast === event.target.value) })
      }
    />
  );
});

const nullOptions = [
  ...plainPolicies.map((policy) => ({ value: policy, label: nullLabels[policy] })),
  { value: 'default', label: 'default…' },
];

interface NullSelectProps {
  id: number;
  label: string;
  /** Id of the element with its issues. */
  issuesId: string | undefined;
  value: FieldValue;
  policy: OnNull;
}

/** The keys that open the list, or choose in the open list. Alt with an arrow key also opens it. */
const OPENING_KEYS = ['Enter', ' ', 'F4'];

/** Chooses what a SQL NULL becomes. */
export const NullSelect = memo(function NullSelect({ id, label, issuesId, value, policy }: NullSelectProps) {
  const store = useMappingStore();
  /** Whether the last input was a key that does not open the list. More keys may follow and must not reach the input of the default. */
  const lastKeyTyped = useRef(false);
  const choose = (choice: string) => {
    if (choice === 'default') {
      const constant = firstDefault(sentType(value, store.get().columns));
      store.dispatch({ type: 'onNull', id, onNull: { default: constant } });
      if (!lastKeyTyped.current) store.requestFocus(id, 'default');
      return;
    }
    const onNull = plainPolicies.find((plain) => plain === choice);
    if (onNull !== undefined) store.dispatch({ type: 'onNull', id, onNull });
  };
  return (
    <Select
      className={fieldStyles.quiet}
      aria-label={label}
      aria-invalid={issuesId !== undefined}
      aria-describedby={issuesId}
      data-part="null"
      data-default={policy === 'keep'}
      tabIndex={-1}
      options={nullOptions}
      value={typeof policy === 'object' ? 'default' : policy}
      onMouseDown={() => (lastKeyTyped.current = false)}
      onKeyDown={({ key, altKey }) => (lastKeyTyped.current = !altKey && !OPENING_KEYS.includes(key))}
      onChange={(event) => choose(event.target.value)}
    />
  );
});
