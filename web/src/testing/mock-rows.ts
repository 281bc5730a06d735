import type {
  Column,
  Condition,
  ConditionValue,
  Payload,
  Preview,
  RelationName,
  Rows,
  Source,
} from '@rowhook/contracts';
import { Refusal } from './refusal';
import { mockTables, type MockTable } from './mock-source';

export function tableOf({ schema, name }: RelationName): MockTable {
  const table = mockTables.find(({ detail }) => detail.schema === schema && detail.name === name);
  if (table === undefined) throw new Refusal('relation_not_found');
  return table;
}

/** The rows and columns of a source. Any query gives those of customers. */
export function sourceTable(source: Source): MockTable {
  const table = tableOf(source.relation ?? { schema: 'public', name: 'customers' });
  const { columns } = table.detail;
  const rows = table.rows.filter((row) =>
    (source.where ?? []).every((condition) => holds(condition, columns, row)),
  );
  return { ...table, rows };
}

/** Knows comparisons for equality, of text and numbers. */
function holds(condition: Condition, columns: readonly Column[], row: (string | null)[]): boolean {
  const index = columns.findIndex(({ name }) => name === condition.column);
  if (index === -1) return false;
  const cell = row[index] ?? null;
  if (condition.value === undefined) return (cell === null) === (condition.is === 'null');
  const equals = (value: ConditionValue) => cell?.replaceAll('"', '') === String(value);
  return condition.is === 'in' ? condition.value.some(equals) : equals(condition.value);
}

export function pickRows({ detail, rows }: MockTable, { limit, pick }: Rows): (string | null)[][] {
  if (typeof pick === 'object') {
    const conditions = 'where' in pick ? pick.where : [{ column: pick.nullIn, is: 'null' } as const];
    return rows.filter((row) => conditions.every((each) => holds(each, detail.columns, row))).slice(0, limit);
  }
  if (pick === 'last') return rows.slice(-limit).reverse();
  const step = pick === 'spread' ? Math.max(1, Math.floor(rows.length / limit)) : 1;
  return rows.filter((_, index) => index % step === 0).slice(0, limit);
}

export function keyOf({ detail }: MockTable, row: (string | null)[]): string[] {
  return detail.primaryKey.map((name) => {
    const cell = row[detail.columns.findIndex((column) => column.name === name)] ?? '';
    return cell.replaceAll('"', '');
  });
}

export const TAKEN_AT = '2026-11-02T10:42:07Z';

export function mockPreview(payloads: Payload[], takenAt = TAKEN_AT): Preview {
  return {
    payloads,
    sample: { takenAt, reused: true },
    warnings: [],
    timing: { connectMs: 0, queryMs: 0, mapMs: 0.1 },
  };
}
