import { STEP_LIMITS, type Step } from '@rowhook/contracts';
import { X } from 'lucide-react';
import { useId, useRef, useState } from 'react';
import { flushSync } from 'react-dom';
import { equal } from '../../lib/objects';
import { Button, IconButton } from '../../ui/button';
import fieldStyles from '../../ui/field.module.css';
import styles from './steps-editor.module.css';

type Lookup = Extract<Step, { lookup: unknown }>['lookup'];
type LookupEntry = [text: string, result: Lookup['values'][string]];

interface LookupEditorProps {
  lookup: Lookup;
  /** `typed`: more keys may follow. */
  onChange: (lookup: Lookup, typed: boolean) => void;
}

/**
 * Edits the table of a lookup, and what any other text becomes. Results are text here; a result of another type that an
 * opened mapping has is shown as its JSON, and stays until it is removed.
 */
export function LookupEditor({ lookup, onChange }: LookupEditorProps) {
  // The rows as typed. While two of them have the same text, the lookup has only one.
  const [typed, setTyped] = useState<LookupEntry[]>([]);
  const entries = equal(Object.fromEntries(typed), lookup.values) ? typed : Object.entries(lookup.values);
  const change = (changed: LookupEntry[], isTyped: boolean) => {
    setTyped(changed);
    onChange({ ...lookup, values: Object.fromEntries(changed) }, isTyped);
  };
  const list = useRef<HTMLDivElement>(null);
  const adder = useRef<HTMLButtonElement>(null);
  /** Focuses a control of an entry; without an entry, the button that adds one. */
  const focusEntry = (index: number, control: 'input' | 'button') => {
    const found = list.current?.children[index]?.querySelector<HTMLElement>(control);
    (found ?? adder.current)?.focus();
  };
  const add = () => {
    flushSync(() => change([...entries, ['', '']], false));
    focusEntry(entries.length, 'input');
  };
  const remove = (index: number) => {
    flushSync(() => change(entries.toSpliced(index, 1), false));
    focusEntry(Math.min(index, entries.length - 2), 'button');
  };
  // Object.fromEntries() keeps the last of equal texts.
  const repeated = entries.flatMap(([text], index) =>
    entries.findLastIndex(([other]) => other === text) > index ? [index] : [],
  );
  const repeatedHint = useId();
  const { default: otherwise } = lookup;
  const kind = otherwise === undefined ? 'reject' : otherwise === null ? 'null' : 'value';
  const setOtherwise = (value: Lookup['default'], isTyped: boolean) => {
    const { default: _, ...rest } = lookup;
    onChange(value === undefined ? rest : { ...rest, default: value }, isTyped);
  };
  return (
    <div ref={list} className={styles.lookup}>
      {entries.map(([text, result], index) => (
        <div key={index} className={styles.entry}>
          <input
            className={fieldStyles.input}
            aria-label={`Text ${index + 1}`}
            aria-invalid={repeated.includes(index)}
            aria-describedby={repeated.includes(index) ? repeatedHint : undefined}
            placeholder="text"
            value={text}
            onChange={({ target }) => change(entries.with(index, [target.value, result]), true)}
          />
          →
          {typeof result === 'string' ? (
            <input
              className={fieldStyles.input}
              aria-label={`Result ${index + 1}`}
              placeholder="empty text"
              value={result}
              onChange={({ target }) => change(entries.with(index, [text, target.value]), true)}
            />
          ) : (
            <code>{JSON.stringify(result)}</code>
          )}
          <IconButton label={`Remove text ${index + 1}`} icon={X} onClick={() => remove(index)} />
        </div>
      ))}
      {repeated.length === 0 ? null : (
        <p id={repeatedHint} className={styles.error} role="alert">
          Of two equal texts, only the last one counts. Change or remove text{' '}
          {repeated.map((index) => index + 1).join(', ')}.
        </p>
      )}
      <Button ref={adder} disabled={entries.length >= STEP_LIMITS.lookupEntries} onClick={add}>
        Add entry
      </Button>
      <label className={styles.parameter}>
        Any other text:
        <select
          className={fieldStyles.select}
          aria-label="Any other text"
          value={kind}
          onChange={({ target }) =>
            setOtherwise(target.value === 'reject' ? undefined : target.value === 'null' ? null : '', false)
          }
        >
          <option value="reject">rejects the row</option>
          <option value="null">becomes NULL</option>
          <option value="value">becomes</option>
        </select>
        {kind !== 'value' ? null : typeof otherwise === 'string' ? (
          <input
            className={fieldStyles.input}
            aria-label="Result for any other text"
            placeholder="empty text"
            value={otherwise}
            onChange={({ target }) => setOtherwise(target.value, true)}
          />
        ) : (
          <code>{JSON.stringify(otherwise)}</code>
        )}
      </label>
    </div>
  );
}
