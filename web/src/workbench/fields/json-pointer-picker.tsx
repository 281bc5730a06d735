import { Autocomplete } from '@base-ui/react/autocomplete';
import { POINTER_RULE, parsePointer } from '@rowhook/contracts';
import { useQuery } from '@tanstack/react-query';
import { Braces } from 'lucide-react';
import { useContext, useId, useMemo, useRef, useState, type KeyboardEvent, type RefObject } from 'react';
import { queries } from '../../api/queries';
import { isComposing } from '../../lib/dom';
import { plural } from '../../lib/format';
import { seenKeys } from '../../lib/json/seen-keys';
import { useStore } from '../../lib/store';
import { visibleName, visibleText } from '../../lib/visible-text';
import { matching, pathForPointer } from '../../mapping/suggestions';
import { ExactText } from '../../ui/exact-text';
import fieldStyles from '../../ui/field.module.css';
import { Popover } from '../../ui/popover';
import { SampleContext, useMappingStore, type ShownSample } from '../context';
import styles from './json-pointer-picker.module.css';

interface JsonPointerPickerProps {
  id: number;
  /** Id of the element with its issues. */
  issuesId: string | undefined;
  column: string;
  at: string | undefined;
}

/** Chooses which part of a json column is sent: the whole value, or the value at a key. */
export function JsonPointerPicker({ id, issuesId, column, at }: JsonPointerPickerProps) {
  const input = useRef<HTMLInputElement>(null);
  const whole = at === undefined || at === '';
  return (
    <Popover
      className={styles.trigger}
      aria-label={`Inside ${visibleName(column)}: ${whole ? 'whole value' : visibleText(at)}`}
      aria-describedby={issuesId}
      data-part="value"
      title={whole ? `Choose what to send from inside ${visibleName(column)}` : at}
      tabIndex={-1}
      data-unset={whole}
      popupLabel={`Keys inside ${visibleName(column)}`}
      popupClassName={styles.popup}
      initialFocus={input}
      renderPopup={(close) => (
        <JsonPointerKeys id={id} column={column} at={at} input={input} onDone={close} />
      )}
    >
      {whole ? (
        <Braces size={14} aria-hidden />
      ) : (
        <span>
          <bdi>{visibleText(at)}</bdi>
        </span>
      )}
    </Popover>
  );
}

interface JsonPointerKeysProps {
  id: number;
  column: string;
  at: string | undefined;
  input: RefObject<HTMLInputElement | null>;
  onDone: () => void;
}

/** The keys inside a json column, as far as the sample shows them. */
function JsonPointerKeys(props: JsonPointerKeysProps) {
  const sample = useContext(SampleContext);
  return sample === undefined ? (
    <p className={styles.note}>There are no rows yet to see keys in.</p>
  ) : (
    <KeyChooser {...props} sample={sample} />
  );
}

interface Choice {
  /** Undefined: the whole value. */
  pointer: string | undefined;
  share: string;
  example: string;
}

/** An input that filters the keys and accepts a typed pointer. Arrow keys choose, Enter accepts. */
function KeyChooser({
  id,
  column,
  at,
  input,
  onDone,
  sample,
}: JsonPointerKeysProps & { sample: ShownSample }) {
  const store = useMappingStore();
  const ruleId = useId();
  const {
    rows,
    sample: { takenAt },
  } = sample;
  const source = useStore(store.source);
  const values = useQuery(queries.columnValues({ source, rows, takenAt, column }));
  const keys = useMemo(() => seenKeys(values.data ?? []), [values.data]);
  const [text, setText] = useState(at ?? '');
  const [edited, setEdited] = useState(false);
  const found = useMemo(
    () => matching(keys, edited ? text.trim() : '', ({ pointer }) => pointer),
    [edited, keys, text],
  );
  const count = values.data?.length ?? 0;
  const offersWhole = !edited || text === '';
  const choices = useMemo(() => {
    const seen = found.slice(0, SHOWN_MAX).map(({ pointer, rows: seenRows, example }): Choice => {
      return { pointer, share: `${seenRows} of ${count}`, example };
    });
    return offersWhole ? [{ pointer: undefined, share: '', example: '' }, ...seen] : seen;
  }, [count, found, offersWhole]);
  const highlighted = useRef<Choice>(undefined);
  const invalid = parsePointer(text) === undefined;

  const take = (pointer: string | undefined) => {
    const { draft } = store.get();
    const field = draft.fields.find((each) => each.id === id);
    onDone();
    if (field !== undefined && pointer !== at) {
      store.dispatch({ type: 'at', id, at: pointer, to: pathForPointer(field, pointer, draft) });
    }
  };
  const onKeyDown = (event: KeyboardEvent<HTMLInputElement> & { preventBaseUIHandler: () => void }) => {
    if (isComposing(event.nativeEvent)) {
      event.preventBaseUIHandler();
      return;
    }
    // Base UI takes the highlighted key.
    if (event.key !== 'Enter' || highlighted.current !== undefined) return;
    const only = choices.length === 1 ? choices[0] : undefined;
    if (!invalid) take(text === '' ? undefined : text);
    else if (only !== undefined) take(only.pointer);
    event.preventDefault();
  };

  return (
    <Autocomplete.Root
      items={choices}
      filter={null}
      inline
      open
      // Otherwise Enter would take the key below the pointer instead of what was typed.
      highlightItemOnHover={false}
      onItemHighlighted={(choice) => {
        highlighted.current = choice;
      }}
      value={text}
      onValueChange={(typed, { reason }) => {
        if (reason !== 'input-change') return;
        setText(typed);
        setEdited(true);
      }}
    >
      <label className={styles.label} htmlFor={`${ruleId}-input`}>
        Key inside {visibleName(column)}
      </label>
      <Autocomplete.Input
        ref={input}
        id={`${ruleId}-input`}
        className={`${fieldStyles.input} ${styles.input}`}
        aria-invalid={invalid && choices.length === 0}
        aria-describedby={ruleId}
        placeholder="/address/city"
        autoComplete="off"
        autoCapitalize="off"
        spellCheck={false}
        onFocus={(event) => event.target.select()}
        onKeyDown={onKeyDown}
      />
      <p id={ruleId} className={styles.rule} data-bad={invalid && choices.length === 0}>
        {invalid
          ? POINTER_RULE
          : edited && text !== '' && found.length === 0
            ? 'No row of the sample has it; Enter takes it all the same.'
            : 'A key of the sample, or a JSON Pointer typed by hand.'}
      </p>
      <Autocomplete.List aria-label={`Keys seen inside ${visibleName(column)}`} className={styles.list}>
        {choices.map((choice, index) => (
          <Autocomplete.Item
            key={choice.pointer ?? 'whole'}
            value={choice}
            index={index}
            className={styles.option}
            data-chosen={choice.pointer === at}
            onClick={() => take(choice.pointer)}
          >
            <ChoiceText choice={choice} />
          </Autocomplete.Item>
        ))}
      </Autocomplete.List>
      <p className={styles.note} role="status">
        {values.isPending
          ? 'Reading the keys…'
          : values.isError
            ? 'The keys could not be read. A pointer can be typed all the same.'
            : seenIn(count, keys.length, Math.max(0, found.length - SHOWN_MAX))}
      </p>
    </Autocomplete.Root>
  );
}

function ChoiceText({ choice: { pointer, share, example } }: { choice: Choice }) {
  if (pointer === undefined) return <strong>Whole value</strong>;
  return (
    <>
      <code className={styles.pointer}>
        <ExactText text={pointer} />
      </code>
      <span className={styles.share}>{share}</span>
      <code className={styles.example}>
        <ExactText text={example} />
      </code>
    </>
  );
}

/** How many rows have keys, and how many keys are not shown. */
function seenIn(rows: number, keys: number, more: number): string {
  if (keys === 0) return `${plural(rows, 'row')} with a value, none with keys inside.`;
  const rest = more === 0 ? '' : ` ${plural(more, 'more key', 'more keys')}: type to find them.`;
  return `Seen in ${plural(rows, 'row')}.${rest}`;
}

/** More keys than anyone reads. Typing filters them. */
const SHOWN_MAX = 60;
