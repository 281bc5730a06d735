import { STEP_LIMITS, type Step } from '@rowhook/contracts';
import { ArrowDown, ArrowUp, X } from 'lucide-react';
import { useContext, useRef, useState } from 'react';
import { flushSync } from 'react-dom';
import {
  emptyLookup,
  kindOf,
  mayAddSteps,
  newStep,
  stepKinds,
  stepLabels,
  stepsError,
} from '../../mapping/steps';
import { IconButton } from '../../ui/button';
import fieldStyles from '../../ui/field.module.css';
import { Menu } from '../../ui/menu';
import { distinctTexts } from '../sample';
import { SampleContext, useMappingStore } from '../context';
import { LookupEditor } from './lookup-editor';
import styles from './steps-editor.module.css';

/** Edits the steps of a field. Every change is applied at once, so that the payload shows it. */
export default function StepsEditor({ id, steps }: { id: number; steps: readonly Step[] }) {
  const store = useMappingStore();
  const change = (changed: Step[], typed = false) =>
    store.dispatch({ type: 'steps', id, steps: changed, typed });
  const sample = useContext(SampleContext)?.sample;
  /** The texts of the value itself, which a lookup starts with, so that it changes nothing at first. */
  const lookupTexts = () => {
    const value = store.get().draft.fields.find((field) => field.id === id)?.value;
    const isWhole = value?.kind === 'column' && value.at === undefined && steps.length === 0;
    return isWhole ? distinctTexts(sample, value.column) : [];
  };
  const error = stepsError(steps);
  const warning = error === undefined ? emptyLookup(steps) : undefined;
  const list = useRef<HTMLOListElement>(null);
  const adder = useRef<HTMLButtonElement>(null);
  /** The first control of the step that the menu has just added. */
  const added = useRef<HTMLElement>(undefined);
  const buttonsOf = (index: number) => [
    ...(list.current?.children[index]?.querySelectorAll<HTMLButtonElement>('[data-buttons] button') ?? []),
  ];
  // The focus follows the step. Which buttons are enabled is known only after the change is rendered.
  const move = (step: Step, index: number, by: -1 | 1) => {
    flushSync(() => change(steps.toSpliced(index, 1).toSpliced(index + by, 0, step)));
    const [up, down] = buttonsOf(index + by);
    const [same, other] = by === -1 ? [up, down] : [down, up];
    (same?.disabled === true ? other : same)?.focus();
  };
  const add = (step: Step) => {
    flushSync(() => change([...steps, step]));
    const parameters = list.current?.lastElementChild?.firstElementChild;
    added.current = parameters?.querySelector<HTMLElement>('input, select, button') ?? undefined;
  };
  const remove = (index: number) => {
    flushSync(() => change(steps.toSpliced(index, 1)));
    (buttonsOf(Math.min(index, steps.length - 2)).at(-1) ?? adder.current)?.focus();
  };
  return (
    <div className={styles.editor} onBlur={() => store.dispatch({ type: 'endTyping' })}>
      <p className={styles.hint}>
        {steps.length === 0
          ? 'Steps change the text of the value, in order. The engine applies them.'
          : 'Applied in order to the text of the value.'}
      </p>
      {steps.length === 0 ? null : (
        <ol ref={list} className={styles.steps}>
          {steps.map((step, index) => (
            <li key={index}>
              <StepRow
                step={step}
                number={index + 1}
                last={index === steps.length - 1}
                onChange={(changed, typed) => change(steps.with(index, changed), typed)}
                onRemove={() => remove(index)}
                onMove={(by) => move(step, index, by)}
              />
            </li>
          ))}
        </ol>
      )}
      {error === undefined ? null : (
        <p className={styles.error} role="alert">
          {error}
        </p>
      )}
      {warning === undefined ? null : (
        <p className={styles.warning} role="status">
          {warning}
        </p>
      )}
      <Menu
        ref={adder}
        label="Add a step"
        align="start"
        items={stepKinds.map((kind) => ({
          label: stepLabels[kind],
          onSelect: () => add(newStep(kind, lookupTexts())),
        }))}
        disabled={!mayAddSteps(steps)}
        finalFocus={() => {
          const { current } = added;
          added.current = undefined;
          return current ?? true;
        }}
      />
    </div>
  );
}

interface StepRowProps {
  step: Step;
  /** From 1. */
  number: number;
  last: boolean;
  /** `typed`: more keys may follow. */
  onChange: (step: Step, typed: boolean) => void;
  onRemove: () => void;
  onMove: (by: -1 | 1) => void;
}

function StepRow({ step, number, last, onChange, onRemove, onMove }: StepRowProps) {
  const label = stepLabels[kindOf(step)];
  return (
    <>
      <div className={styles.step}>
        <span className={styles.name}>{label}</span>
        <Parameters step={step} onChange={onChange} />
      </div>
      <span className={styles.buttons} data-buttons>
        <IconButton
          label={`Move step ${number} up`}
          icon={ArrowUp}
          disabled={number === 1}
          onClick={() => onMove(-1)}
        />
        <IconButton
          label={`Move step ${number} down`}
          icon={ArrowDown}
          disabled={last}
          onClick={() => onMove(1)}
        />
        <IconButton label={`Remove ${label}`} icon={X} onClick={onRemove} />
      </span>
    </>
  );
}

/** The controls for what a step takes. */
function Parameters({ step, onChange }: Pick<StepRowProps, 'step' | 'onChange'>) {
  if (typeof step === 'string') return null;
  if ('truncate' in step) {
    return <TruncateInput characters={step.truncate} onChange={(truncate) => onChange({ truncate }, true)} />;
  }
  if ('replace' in step) {
    const [search, replacement] = step.replace;
    return (
      <span className={styles.parameter}>
        <input
          className={fieldStyles.input}
          aria-label="Text to replace"
          value={search}
          aria-invalid={search === ''}
          onChange={({ target }) => onChange({ replace: [target.value, replacement] }, true)}
        />
        by
        <input
          className={fieldStyles.input}
          aria-label="Replacement"
          placeholder="nothing"
          value={replacement}
          onChange={({ target }) => onChange({ replace: [search, target.value] }, true)}
        />
      </span>
    );
  }
  if ('lookup' in step) {
    return <LookupEditor lookup={step.lookup} onChange={(lookup, typed) => onChange({ lookup }, typed)} />;
  }
  const { as, empty } = typeof step.sha256 === 'string' ? { as: step.sha256, empty: undefined } : step.sha256;
  const sha256 = (encoding: string, hashEmpty: boolean): Step => {
    const chosen = encoding === 'base64' ? 'base64' : 'hex';
    return { sha256: hashEmpty ? { as: chosen, empty: 'hash' } : chosen };
  };
  return (
    <span className={styles.parameter}>
      <select
        className={fieldStyles.select}
        aria-label="Written as"
        value={as}
        onChange={({ target }) => onChange(sha256(target.value, empty === 'hash'), false)}
      >
        <option>hex</option>
        <option>base64</option>
      </select>
      <label>
        <input
          type="checkbox"
          checked={empty === 'hash'}
          onChange={({ target }) => onChange(sha256(as, target.checked), false)}
        />
        hash empty text
      </label>
    </span>
  );
}

function TruncateInput({
  characters,
  onChange,
}: {
  characters: number;
  onChange: (characters: number) => void;
}) {
  // An invalid number is kept while it is typed, and not applied. Texts of other steps are applied as typed; see `stepsError()`.
  const [typed, setTyped] = useState<string>();
  return (
    <label className={styles.parameter}>
      <input
        className={fieldStyles.input}
        type="number"
        min={1}
        max={STEP_LIMITS.truncate}
        aria-label="Characters to keep"
        value={typed ?? characters}
        onFocus={({ target }) => target.select()}
        onChange={({ target }) => {
          setTyped(target.value);
          const number = target.valueAsNumber;
          if (Number.isInteger(number) && number >= 1 && number <= STEP_LIMITS.truncate) onChange(number);
        }}
        onBlur={() => setTyped(undefined)}
      />
      characters
    </label>
  );
}
