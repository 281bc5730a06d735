import { memo, useEffect } from 'react';
import { lighting } from '../highlight';
import { useStore } from '../../lib/store';
import { partOf, type RowPart } from '../../mapping/row-part';
import { noIssues } from '../../mapping/issues';
import { policyOf, sourceName, type MappingRow as Row } from '../../mapping/model';
import { pathOf } from '../../mapping/paths';
import { useColumnOf, useMapping, useMappingStore } from '../context';
import { AddToList } from './add-to-list';
import { CastSelect } from './cast-select';
import { ConstantEditor } from './value-controls';
import styles from './field-row.module.css';
import { isInList } from '../../mapping/next-entry';
import { NullSelect } from './null-select';
import { PathInput } from './path-cell';
import { RowActions } from './row-actions';
import { RowIssues } from './row-issues';
import { SourceCell } from './value-cell';

/** One field of the mapping. It renders again only when the field itself or what is said about it changes. */
export const MappingRow = memo(function MappingRow({
  row,
  index,
  first = false,
  last = false,
  alone = false,
}: {
  row: Row;
  /** Among all fields, filtered or not. */
  index: number;
  first?: boolean;
  last?: boolean;
  /** Whether no other rows are beside it, so that what is around it moves and removes it. */
  alone?: boolean;
}) {
  const { id, source } = row;
  const store = useMappingStore();
  const errors = useMapping((state) => state.verdict.errors.get(id) ?? noIssues);
  const warnings = useMapping((state) => state.verdict.warnings.get(id) ?? noIssues);
  const reports = useMapping((state) => state.reports.get(id) ?? noIssues);
  const policy = useMapping((state) => policyOf(row, state.draft));
  const column = useColumnOf(source);
  const lit = useStore(lighting, (light) => light?.row === id);
  const name = sourceName(row);
  const problems = errors.length > 0 ? errors : reports;
  const tone = problems.length > 0 ? 'bad' : 'warn';
  const said = tone === 'bad' ? problems : warnings;
  const shownAt = useMapping((state) => state.verdict.shownAt.get(id));
  const issuesId = issuesIdOf(id);
  const faultOf = (part: RowPart) =>
    problems.some((issue) => partOf(issue) === part) ? issuesId : undefined;
  const pathFault = faultOf('path') ?? (shownAt === undefined ? undefined : issuesIdOf(shownAt));

  const { to } = row;
  const light = () => lightUp(id, to);
  const darken = () => {
    if (lighting.get()?.row === id) lighting.set(undefined);
  };
  useEffect(() => {
    const now = lighting.get();
    if (now?.row === id && now.by === 'mapping') lightUp(id, to);
  }, [id, to]);
  return (
    <div
      role="row"
      aria-rowindex={index + 2}
      className={styles.row}
      data-row={id}
      data-lit={lit}
      data-bad={problems.length > 0 || shownAt !== undefined}
      onPointerEnter={light}
      onPointerLeave={darken}
      onFocus={light}
    >
      <div role="gridcell" className={styles.source}>
        <SourceCell id={id} source={source} issuesId={faultOf('source')} />
      </div>
      <div role="gridcell" className={styles.pathCell}>
        <PathInput
          id={id}
          label={`Field path for ${name}`}
          value={row.to}
          invalid={pathFault !== undefined}
          describedBy={pathFault ?? (tone === 'warn' && said.length > 0 ? issuesId : undefined)}
        />
        {isInList(row.to) ? <AddToList row={row} /> : null}
      </div>
      <div role="gridcell" className={styles.cast}>
        {column === undefined || source.kind !== 'column' ? null : (
          <CastSelect
            id={id}
            label={`Send as, for ${name}`}
            issuesId={faultOf('cast')}
            column={column}
            as={source.as}
          />
        )}
      </div>
      <div role="gridcell" className={styles.null}>
        {source.kind === 'value' ? null : (
          <NullSelect id={id} label={`If NULL, for ${name}`} source={source} policy={policy} />
        )}
      </div>
      {alone ? null : <RowActions row={row} first={first} last={last} />}
      {typeof policy === 'object' ? (
        <div role="gridcell" className={styles.default}>
          <span>When NULL, send</span>
          <ConstantEditor
            label={`Default for ${name}`}
            part="default"
            issuesId={faultOf('default')}
            constant={policy.default}
            onChange={(constant, typed) => store.dispatch({ type: 'default', id, constant, typed })}
            onBlur={() => store.dispatch({ type: 'settle' })}
          />
        </div>
      ) : null}
      {said.length > 0 ? <RowIssues id={issuesId} row={row} issues={said} tone={tone} /> : null}
    </div>
  );
});

function issuesIdOf(row: number): string {
  return `row-${row}-issues`;
}

function lightUp(row: number, to: string): void {
  const path = pathOf({ to });
  if (path !== undefined) lighting.set({ row, path, by: 'mapping' });
}
