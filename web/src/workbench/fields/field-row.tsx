import { ArrowDown, ArrowUp, TriangleAlert, X } from 'lucide-react';
import { memo, useEffect, useState } from 'react';
import { useStore } from '../../lib/store';
import { partOf, type FieldPart } from '../../mapping/issues';
import { fieldName, policyOf, type DraftField } from '../../mapping/model';
import { pathOf } from '../../mapping/paths';
import { IconButton } from '../../ui/button';
import { useColumnOf, useMapping, useMappingStore } from '../context';
import { issuesOf } from '../store';
import { focusedField, hasFocusedField, highlight } from '../ui-state';
import styles from './field-row.module.css';
import { AddToList, PathInput } from './path-cell';
import { issuesIdOf } from './issue-bar';
import { ValueCell } from './value-cell';
import { CastSelect, ConstantEditor, NullSelect } from './value-controls';

/** One field of the mapping. It renders again only if the field or its issues change, and its cells only if their part does. */
export const FieldRow = memo(function FieldRow({
  field,
  index,
  first = false,
  last = false,
  alone = false,
  tabStop = true,
}: {
  field: DraftField;
  /** The index among all fields, filtered or not. */
  index: number;
  first?: boolean;
  last?: boolean;
  /** Whether the row is shown alone, without buttons to move and remove it. */
  alone?: boolean;
  /** Whether Tab reaches its path. */
  tabStop?: boolean;
}) {
  const { id, value } = field;
  const store = useMappingStore();
  const warned = useMapping((state) => state.validation.warnings.has(id));
  const issues = useMapping((state) => issuesOf(state, field));
  const policy = useMapping((state) => policyOf(field, state.draft));
  const column = useColumnOf(value);
  const highlighted = useStore(highlight, (current) => current?.field === id);
  const name = fieldName(field);
  const owner = useMapping((state) => state.validation.owners.get(id));
  const issuesId = issuesIdOf(id);
  const issuesIdFor = (part: FieldPart) =>
    issues.some((issue) => partOf(issue) === part) ? issuesId : undefined;
  const pathIssuesId = issuesIdFor('path') ?? (owner === undefined ? undefined : issuesIdOf(owner));

  const { to } = field;
  const [pointed, setPointed] = useState(false);
  const onPointer = (enters: boolean) => {
    setPointed(enters);
    if (hasFocusedField()) return;
    if (enters) highlightField(id, to);
    else if (highlight.get()?.field === id) highlight.set(undefined);
  };
  useEffect(() => {
    const now = highlight.get();
    if (now?.field === id && now.by === 'mapping') highlightField(id, to);
  }, [id, to]);
  return (
    <div
      role="row"
      aria-rowindex={index + 2}
      className={`${styles.columns} ${styles.row}`}
      data-field={id}
      data-kind={value.kind}
      data-highlighted={highlighted}
      data-bad={issues.length > 0 || owner !== undefined}
      onPointerEnter={() => onPointer(true)}
      onPointerLeave={() => onPointer(false)}
      onFocus={() => {
        focusedField.set(id);
        highlightField(id, to);
      }}
    >
      <div role="gridcell" className={styles.value}>
        <ValueCell
          id={id}
          name={name}
          value={value}
          issuesId={issuesIdFor('value')}
          active={tabStop || pointed}
        />
      </div>
      <div role="gridcell" className={styles.pathCell}>
        <PathInput
          id={id}
          label={`Field path for ${name}`}
          value={field.to}
          tabStop={tabStop}
          invalid={pathIssuesId !== undefined}
          describedBy={pathIssuesId ?? (warned ? issuesId : undefined)}
        />
        {pathIssuesId === undefined ? null : (
          <span className={styles.mark} aria-hidden>
            <TriangleAlert size={13} />
            {to === '' ? 'no path yet' : ''}
          </span>
        )}
        <AddToList field={field} />
      </div>
      <div role="gridcell" className={styles.cast}>
        {column === undefined || value.kind !== 'column' ? null : (
          <CastSelect
            id={id}
            label={`Send as, for ${name}`}
            issuesId={issuesIdFor('cast')}
            column={column}
            value={value}
          />
        )}
      </div>
      <div role="gridcell" className={styles.null}>
        {value.kind === 'constant' ? null : (
          <NullSelect
            id={id}
            label={`If NULL, for ${name}`}
            issuesId={issuesIdFor('null')}
            value={value}
            policy={policy}
          />
        )}
      </div>
      {alone ? null : <RowActions id={id} name={name} first={first} last={last} shown={tabStop || pointed} />}
      {typeof policy === 'object' ? (
        <div role="gridcell" className={styles.default}>
          <span>When NULL, send</span>
          <ConstantEditor
            label={`Default for ${name}`}
            part="default"
            issuesId={issuesIdFor('default')}
            constant={policy.default}
            onChange={(constant, typed) => store.dispatch({ type: 'default', id, constant, typed })}
            onBlur={() => store.dispatch({ type: 'endTyping' })}
          />
        </div>
      ) : null}
    </div>
  );
});

function highlightField(id: number, to: string): void {
  const path = pathOf({ to });
  if (path !== undefined) highlight.set({ field: id, path, by: 'mapping' });
}

function canHover(): boolean {
  return window.matchMedia('(hover: hover)').matches;
}

interface RowActionsProps {
  id: number;
  name: string;
  first: boolean;
  last: boolean;
  /** Whether the buttons to move the row are there. */
  shown: boolean;
}

/** The buttons of a row in the list. */
const RowActions = memo(function RowActions({ id, name, first, last, shown }: RowActionsProps) {
  const store = useMappingStore();
  return (
    <div role="gridcell" className={styles.actions}>
      {shown ? (
        <>
          <IconButton
            label={`Move ${name} up`}
            icon={ArrowUp}
            tabIndex={-1}
            disabled={first}
            onClick={() => store.move(id, -1)}
          />
          <IconButton
            label={`Move ${name} down`}
            icon={ArrowDown}
            tabIndex={-1}
            disabled={last}
            onClick={() => store.move(id, 1)}
          />
        </>
      ) : null}
      {/* `detail` is 0 for a click from the keyboard. On a touch screen, focus would open the on-screen keyboard. */}
      <IconButton
        label={`Remove ${name}`}
        icon={X}
        tabIndex={-1}
        onClick={({ detail }) => store.remove(id, detail === 0 || canHover())}
      />
    </div>
  );
});
