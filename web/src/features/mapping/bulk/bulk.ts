import { formatFieldPath, type FieldPath } from '@rowhook/contracts';
import { plural } from '../../../text/format';
import { newConflicts, type NewConflict } from '../checks/new-conflicts';
import type { Draft, MappingRow } from '../draft/draft';
import { pathOf } from '../draft/places';
import { camelCasePath } from './camel-case';
import { readPrefix } from './prefix';
import { nestByPrefix } from './prefix-nesting';

export type Bulk =
  { kind: 'camelCase' } | { kind: 'nest' } | { kind: 'remove' } | { kind: 'prefix'; prefix: string };

export interface BulkChange {
  before: string;
  /** Undefined: the field is removed. */
  after: string | undefined;
}

export interface BulkPlan {
  /** Of the undo step. */
  name: string;
  draft: Draft;
  changes: readonly BulkChange[];
  conflicts: readonly NewConflict[];
}

export type BulkResult = { ok: true; plan: BulkPlan } | { ok: false; message: string };

/** What an action on the chosen rows of a draft would do, before it is done. */
export function planBulk(bulk: Bulk, chosen: readonly MappingRow[], draft: Draft): BulkResult {
  switch (bulk.kind) {
    case 'remove':
      return { ok: true, plan: planRemoval(chosen, draft) };
    case 'camelCase':
      return planPaths('camelCase', chosen, draft, eachPath(chosen, camelCasePath));
    case 'nest':
      return planPaths('nest', chosen, draft, nestByPrefix(chosen, draft.rows));
    case 'prefix': {
      const prefix = readPrefix(bulk.prefix);
      if (!prefix.ok) return prefix;
      return planPaths('prefix', chosen, draft, eachPath(chosen, prefix.prepend));
    }
  }
}

function eachPath(
  chosen: readonly MappingRow[],
  change: (path: FieldPath) => FieldPath,
): ReadonlyMap<number, FieldPath> {
  const paths = new Map<number, FieldPath>();
  for (const row of chosen) {
    const path = pathOf(row);
    if (path !== undefined) paths.set(row.id, change(path));
  }
  return paths;
}

function planPaths(
  verb: string,
  chosen: readonly MappingRow[],
  draft: Draft,
  paths: ReadonlyMap<number, FieldPath>,
): BulkResult {
  const texts = new Map([...paths].map(([id, path]) => [id, formatFieldPath(path)]));
  const changes = chosen.flatMap(({ id, to }) => {
    const after = texts.get(id);
    return after === undefined || after === to ? [] : [{ before: to, after }];
  });
  const rows = draft.rows.map((row) => {
    const to = texts.get(row.id);
    return to === undefined || to === row.to ? row : { ...row, to };
  });
  const after = { ...draft, rows };
  const conflicts = newConflicts(draft, after);
  return {
    ok: true,
    plan: { name: `${verb} ${plural(changes.length, 'path')}`, draft: after, changes, conflicts },
  };
}

function planRemoval(chosen: readonly MappingRow[], draft: Draft): BulkPlan {
  const gone = new Set(chosen.map(({ id }) => id));
  const after = { ...draft, rows: draft.rows.filter(({ id }) => !gone.has(id)) };
  return {
    name: `remove ${plural(chosen.length, 'field')}`,
    draft: after,
    changes: chosen.map(({ to }) => ({ before: to, after: undefined })),
    conflicts: newConflicts(draft, after),
  };
}
