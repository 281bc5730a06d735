import { useQueries } from '@tanstack/react-query';
import { useCallback, useMemo } from 'react';
import { queries } from '../../api/queries';
import { useStore } from '../../lib/store';
import { constantOf, readConstant } from '../../mapping/constant';
import type { ColumnValue, Constant, Draft } from '../../mapping/model';
import { useMapping, useMappingStore, useReceiver, type ShownSample } from '../context';
import type { Choice } from './choices';
import { candidatesOf, type Candidate } from '../../match-sample/model/candidates';
import { normalPath, type Fill } from '../../match-sample/model/changes';
import { fitOf, type Conversion } from '../../match-sample/model/fit';
import { matchSample, type LeafMatch, type ProposedValue } from '../../match-sample/model/match';
import type { Leaf } from '../../match-sample/model/leaves';
import { DISTINCTIVE, shapeOf } from '../../match-sample/model/shapes';
import { readableColumns } from '../../lib/relation';

/** A leaf with what is proposed for it and what was chosen. */
export interface ChoiceRow {
  match: LeafMatch;
  choice: Choice;
  /** Whether the choice is what was proposed. */
  proposed: boolean;
  checked: boolean;
  /** Whether the example's own value could be sent as it is. */
  fixable: boolean;
}

/** Json columns that are looked into; each takes a request. */
const LOOKED_INTO_MAX = 8;

/** The proposals for the leaves of an example, and the user's choices. */
export function useChoices(leaves: readonly Leaf[], sample: ShownSample | undefined) {
  const { relation } = useStore(useMappingStore().source);
  const columnMap = useMapping((state) => state.columns);
  const draft = useMapping((state) => state.draft);
  const columns = useMemo(() => [...columnMap.values()], [columnMap]);
  const cells = useCells(sample);
  // The columns by which the sample is ordered are those of the primary key, or of the query's own key.
  const primaryKey = sample?.sample.order;
  const candidates = useMemo(() => candidatesOf(columns, cells, primaryKey), [cells, columns, primaryKey]);
  const mapped = useMemo(() => mappedValues(draft), [draft]);
  const { choices } = useReceiver();
  const { values, checks } = useStore(choices);
  // As text, so that a choice at another leaf does not match the example again.
  const filled = JSON.stringify(filledLists(leaves, draft, checks));
  const matches = useMemo(
    () => matchSample(leaves, candidates, relation, new Set(JSON.parse(filled) as string[])),
    [candidates, filled, leaves, relation],
  );

  const rows = useMemo(
    () =>
      matches.map((match): ChoiceRow => {
        const { leaf, proposal } = match;
        const value = values.get(leaf.to);
        // The columns may have changed since.
        const isLost = value?.kind === 'column' && !columnMap.has(value.column);
        const own = isLost ? undefined : value;
        const choice: Choice = own ?? proposal?.value ?? mapped.get(leaf.to) ?? { kind: 'none' };
        const isSure = proposal === undefined ? mapped.has(leaf.to) : proposal.sure;
        return {
          match,
          choice,
          proposed: own === undefined && proposal !== undefined,
          checked:
            choice.kind !== 'none' &&
            ((isLost ? undefined : checks.get(leaf.to)) ?? (own !== undefined || isSure)),
          fixable: leaf.description === undefined && readConstant(constantOfLeaf(leaf)).ok,
        };
      }),
    [checks, columnMap, mapped, matches, values],
  );
  const fills = useMemo(() => rows.flatMap(fillOf), [rows]);

  const check = useCallback(
    (leaf: Leaf, on: boolean) => {
      const before = choices.get();
      choices.set({ ...before, checks: new Map(before.checks).set(leaf.to, on) });
    },
    [choices],
  );
  const choose = useCallback(
    (leaf: Leaf, choice: Choice) => {
      const value =
        choice.kind === 'column' ? { ...choice, ...conversionFor(leaf, choice, candidates) } : choice;
      const before = choices.get();
      choices.set({ ...before, values: new Map(before.values).set(leaf.to, value) });
      check(leaf, true);
    },
    [candidates, check, choices],
  );
  const constants = useMemo(
    () =>
      rows.flatMap(({ match, choice, fixable }) =>
        fixable && choice.kind === 'none' && isConstant(match.leaf) ? [match.leaf] : [],
      ),
    [rows],
  );
  const takeConstants = useCallback(() => {
    for (const leaf of constants) choose(leaf, { kind: 'fixed' });
  }, [choose, constants]);
  return { rows, fills, choose, check, constants, takeConstants };
}

/** The values of a mapping's fields by field path, except fixed values. */
function mappedValues({ fields }: Draft): ReadonlyMap<string, ProposedValue> {
  return new Map(
    fields.flatMap((field) =>
      field.value.kind === 'constant' ? [] : [[normalPath(field), field.value] as const],
    ),
  );
}

/** The paths of lists and of their first items that the mapping fills, or that the user has ticked or chosen a value for. */
function filledLists(leaves: readonly Leaf[], { fields }: Draft, checks: ReadonlyMap<string, boolean>) {
  const filled = new Set([...checks.keys(), ...fields.map(normalPath)]);
  const lists = leaves.flatMap(({ to, entry }) => (entry === undefined ? [] : [to, entry.to]));
  return lists.filter((to) => filled.has(to));
}

function constantOfLeaf(leaf: Leaf): Constant {
  return constantOf({ ...leaf, kind: leaf.type });
}

function fillOf({ match: { leaf }, choice, checked }: ChoiceRow): Fill[] {
  if (!checked || choice.kind === 'none') return [];
  if (choice.kind === 'fixed') return [{ leaf, value: { kind: 'constant', constant: constantOfLeaf(leaf) } }];
  return [{ leaf, value: choice }];
}

/** Whether a value may be the same in every payload: an e-mail address or a time is of the one that the example is about. */
function isConstant({ value }: Leaf): boolean {
  return value === undefined || !DISTINCTIVE.has(shapeOf(value));
}

/** The cast and steps with which a column chosen by hand fits the example. */
function conversionFor(
  leaf: Leaf,
  { column, at }: ColumnValue,
  candidates: readonly Candidate[],
): Conversion {
  const candidate = candidates.find((each) => each.column.name === column && each.at === at);
  if (candidate === undefined) return {};
  const { factor, ...conversion } = fitOf(leaf, candidate);
  return conversion;
}

/** The sample's cells by column; of json columns the whole values, since the sample's own are cut. */
function useCells(sample: ShownSample | undefined) {
  const source = useStore(useMappingStore().source);
  const columns = useMapping((state) => state.columns);
  const pointable = useMemo(
    () =>
      sample === undefined
        ? []
        : readableColumns(columns.values())
            .filter(({ pointable }) => pointable)
            .slice(0, LOOKED_INTO_MAX)
            .map(({ name }) => name),
    [columns, sample],
  );
  const values = useQueries({
    queries:
      sample === undefined
        ? []
        : pointable.map((column) =>
            queries.columnValues({ source, rows: sample.rows, takenAt: sample.sample.takenAt, column }),
          ),
    combine: dataOf,
  });
  return useMemo(() => {
    const taken = sample?.sample;
    const cells = new Map<string, readonly (string | null)[]>();
    taken?.columns.forEach((name, index) => {
      cells.set(
        name,
        taken.rows.map((row) => row.cells[index]?.json ?? null),
      );
    });
    pointable.forEach((name, index) => {
      const whole = values[index] ?? [];
      if (whole.length > 0) cells.set(name, whole);
    });
    return cells;
  }, [pointable, sample, values]);
}

function dataOf(results: readonly { data: string[] | undefined }[]) {
  return results.map(({ data }) => data);
}
