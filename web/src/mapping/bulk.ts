import { formatFieldPath, type FieldPath } from '@rowhook/contracts';
import { plural } from '../lib/format';
import { newConflicts } from './new-conflicts';
import type { Columns } from './issues';
import type { Draft, MappingRow } from './model';
import type { PlainPolicy } from './null-words';
import { pathOf } from './paths';
import { camelCasePath } from './camel-case';
import { withNulls } from './nulls';
import { planRows, type BulkPlan } from './plan';
import { readPrefix } from './prefix';
import { nestByPrefix } from './nesting';
import { withSending, type SentAs } from './sending';

export type Bulk =
  | { kind: 'camelCase' }
  | { kind: 'nest' }
  | { kind: 'remove' }
  | { kind: 'prefix'; prefix: string }
  | { kind: 'nulls'; policy: PlainPolicy }
  | { kind: 'sending'; as: SentAs };

export type BulkResult = { ok: true; plan: BulkPlan } | { ok: false; message: string };

/** What an action on the chosen rows of a draft would do, before it is done. */
export function planBulk(
  bulk: Bulk,
  chosen: readonly MappingRow[],
  draft: Draft,
  columns: Columns,
): BulkResult {
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
    case 'nulls': {
      const name = (count: number) => `If NULL of ${plural(count, 'field')}`;
      const change = (row: MappingRow) => withNulls(row, bulk.policy, draft);
      return { ok: true, plan: planRows(name, chosen, draft, change) };
    }
    case 'sending': {
      const as = bulk.as === 'string' ? 'strings' : 'their own type';
      const name = (count: number) => `send ${plural(count, 'field')} as ${as}`;
      const change = (row: MappingRow) => withSending(row, bulk.as, columns);
      return { ok: true, plan: planRows(name, chosen, draft, change) };
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
  const name = (count: number) => `${verb} ${plural(count, 'path')}`;
  const plan = planRows(name, chosen, draft, (row) => {
    const path = paths.get(row.id);
    const to = path === undefined ? row.to : formatFieldPath(path);
    return to === row.to ? undefined : { row: { ...row, to }, change: { before: row.to, after: to } };
  });
  return { ok: true, plan };
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
