import type { Step } from '@rowhook/contracts';
import { Shapes, ShieldAlert, TriangleAlert, WandSparkles } from 'lucide-react';
import { memo, useMemo } from 'react';
import { equal } from '../../lib/objects';
import { shortType } from '../../lib/postgres-type';
import { useStore } from '../../lib/store';
import { visibleName } from '../../lib/visible-text';
import { sensitive, sensitiveKey, type Sensitive } from '../../mapping/advice';
import { readableNames, type FieldValue } from '../../mapping/model';
import { stepsOf, stepsSummary } from '../../mapping/steps';
import { AutocompleteInput } from '../../ui/autocomplete';
import { lazyPart } from '../../ui/lazy-part';
import { Popover } from '../../ui/popover';
import { useColumnOf, useMapping, useMappingStore, useWorkbench } from '../context';
import { completeColumn, completeReference } from './completions';
import fieldRowStyles from './field-row.module.css';
import { JsonPointerPicker } from './json-pointer-picker';
import styles from './value-cell.module.css';
import { ConstantEditor, KindSelect, changeKind } from './value-controls';

const StepsEditor = lazyPart(() => import('./steps-editor'));

interface ValueCellProps {
  id: number;
  /** The name of the field, for the labels. */
  name: string;
  value: FieldValue;
  /** Id of the element with its issues. */
  issuesId: string | undefined;
  /** Whether the row has the pointer or was focused last. */
  active: boolean;
}

/** The value of a field: a column, a constant or a template. */
export const ValueCell = memo(function ValueCell({ id, name, value, issuesId, active }: ValueCellProps) {
  const store = useMappingStore();
  const column = useColumnOf(value);
  const typing = useMapping((state) => equal(state.inProgress, { part: 'column', id }));
  const what = useMemo(() => (column === undefined ? undefined : sensitive(column)), [column]);
  const endTyping = () => store.dispatch({ type: 'endTyping' });
  const invalidProps = { 'aria-invalid': issuesId !== undefined, 'aria-describedby': issuesId };
  const steps = <StepsPicker id={id} name={name} steps={stepsOf(value)} />;
  if (value.kind === 'constant') {
    return (
      <ConstantEditor
        label="Fixed value"
        part="value"
        issuesId={issuesId}
        constant={value.constant}
        onChange={(constant, typed) => store.dispatch({ type: 'constant', id, constant, typed })}
        onBlur={endTyping}
        onKind={(kind) => changeKind(store, id, kind)}
      />
    );
  }
  const kindButton = (
    <span className={styles.kind}>
      <Shapes size={13} aria-hidden />
      <KindSelect id={id} name={name} kind={value.kind} />
    </span>
  );
  if (value.kind === 'template') {
    return (
      <>
        <AutocompleteInput
          className={fieldRowStyles.template}
          {...invalidProps}
          aria-label="Template"
          data-part="value"
          tabIndex={-1}
          value={value.template}
          placeholder="{first_name} {last_name}"
          onChange={(template) => store.dispatch({ type: 'template', id, template })}
          onBlur={endTyping}
          complete={(text, caret) => completeReference(text, caret, readableNames(store.get().columns))}
        />
        {steps}
        {kindButton}
      </>
    );
  }
  if (column?.readable !== true || typing) {
    return (
      <>
        <AutocompleteInput
          className={fieldRowStyles.template}
          {...invalidProps}
          aria-label="Column"
          data-part="value"
          tabIndex={-1}
          value={value.column}
          placeholder="Type a column"
          eager
          onChange={(name) => store.dispatch({ type: 'column', id, column: name, typed: true })}
          onBlur={endTyping}
          complete={(text) => completeColumn(text, readableNames(store.get().columns))}
        />
        {kindButton}
      </>
    );
  }
  return (
    <>
      <span className={styles.column} title={`${column.name} ${column.type}`}>
        <span className={styles.name}>{visibleName(column.name)}</span>
        {what === undefined ? null : <SensitiveMark name={column.name} what={what} />}
        {issuesId === undefined ? null : (
          <TriangleAlert size={13} className={styles.mark} role="img" aria-label="has an issue" />
        )}
        <span className={styles.type}>
          {shortType(column.type)}
          {active ? <KindSelect id={id} name={name} kind={value.kind} /> : null}
        </span>
      </span>
      {column.pointable || value.at !== undefined ? (
        <JsonPointerPicker id={id} issuesId={issuesId} column={column.name} at={value.at} />
      ) : null}
      {steps}
    </>
  );
});

function SensitiveMark({ name, what }: { name: string; what: Sensitive }) {
  const dismissed = useStore(useWorkbench().dismissedNotes, (keys) => keys.includes(sensitiveKey(name)));
  return dismissed ? null : (
    <ShieldAlert size={13} className={styles.mark} role="img" aria-label={`looks like ${what}`} />
  );
}

interface StepsPickerProps {
  id: number;
  /** The name of the field, for the labels. */
  name: string;
  steps: readonly Step[];
}

/** Shows the steps of a field in a few words, and opens their editor. */
function StepsPicker({ id, name, steps }: StepsPickerProps) {
  const summary = stepsSummary(steps);
  return (
    <Popover
      className={styles.steps}
      aria-label={`Steps of ${name}: ${summary === '' ? 'none' : summary}`}
      data-unset={steps.length === 0}
      title={summary === '' ? 'Add steps: trim, lowercase, look up, hash …' : summary}
      tabIndex={-1}
      popupLabel={`Steps of ${name}`}
      popupClassName={styles.stepsPopup}
      renderPopup={() => <StepsEditor id={id} steps={steps} />}
    >
      {summary === '' ? (
        <WandSparkles size={13} aria-hidden />
      ) : steps.length === 1 ? (
        summary
      ) : (
        `${steps.length} steps`
      )}
    </Popover>
  );
}
