import {
  REPORT_LIMITS,
  utf8Length,
  type CheckReport,
  type CheckRequest,
  type ReportExample,
  type ReportField,
  type ReportIssue,
  type Source,
  type ValueType,
} from '@rowhook/contracts';
import { mockPayload } from './mock-payload';
import { mockSchemaIssues } from './mock-schema';
import { keyOf, sourceTable, TAKEN_AT } from './mock-rows';

/** The report of a check over the canned rows: enough to work on the page, and no more. */
export function mockReport({
  mapping,
  schema,
  source,
}: Pick<CheckRequest, 'mapping' | 'schema'> & { source: Source }): CheckReport {
  const table = sourceTable(source);
  const { columns } = table.detail;
  const issues = new Map<string, ReportIssue>();
  const schemaIssues = new Map<string, NonNullable<CheckReport['schema']>['issues'][number]>();
  const bodies: { key: string[]; body: string }[] = [];
  let invalid = 0;
  for (const cells of table.rows) {
    const key = keyOf(table, cells);
    const made = mockPayload(mapping, { columns, cells });
    for (const { field, code, message } of made.issues) {
      const of = field === null ? undefined : mapping.fields[field];
      const column = of !== undefined && 'column' in of ? of.column : undefined;
      const value = cells[columns.findIndex(({ name }) => name === column)] ?? null;
      const issue = issues.get(`${field} ${code}`) ?? {
        field,
        to: of?.to ?? null,
        code,
        message,
        rows: 0,
        examples: [],
      };
      issues.set(`${field} ${code}`, counted(issue, { key, excerpt: null, value }));
    }
    if (made.body === null) continue;
    bodies.push({ key, body: made.body });
    const broken = mockSchemaIssues(schema, made.body);
    if (broken.length > 0) invalid++;
    for (const each of broken) {
      const name = `${each.pointer} ${each.keyword}`;
      const schemaIssue = schemaIssues.get(name) ?? { ...each, rows: 0, examples: [] };
      schemaIssues.set(name, counted(schemaIssue, { key, excerpt: null, value: null }));
    }
  }
  const sizes = bodies.map(({ body }) => utf8Length(body)).sort((a, b) => a - b);
  const largest = bodies.find(({ body }) => utf8Length(body) === sizes.at(-1));
  return {
    complete: true,
    takenAt: TAKEN_AT,
    seconds: 0.4,
    rowsPerSecond: table.rows.length / 0.4,
    rows: table.rows.length,
    payloads: bodies.length,
    rejected: table.rows.length - bodies.length,
    bytes: sizes.reduce((sum, size) => sum + size, 0),
    sizes: sizesOf(sizes),
    issues: [...issues.values()],
    fields: mapping.fields.flatMap((field, index) =>
      'column' in field
        ? [
            factsOf(
              field.to,
              index,
              table.rows.map(
                (cells) => cells[columns.findIndex(({ name }) => name === field.column)] ?? null,
              ),
            ),
          ]
        : [],
    ),
    notable:
      largest === undefined
        ? []
        : [{ reason: 'largest_payload', key: largest.key, excerpt: null, value: sizes.at(-1) ?? 0 }],
    key: source.key === undefined ? null : { columns: source.key, nulls: 0, duplicates: 2 },
    ...(schema === undefined
      ? {}
      : { schema: { rejected: invalid, issues: [...schemaIssues.values()], moreIssues: 0 } }),
  };
}

function counted<Item extends { rows: number; examples: ReportExample[] }>(
  item: Item,
  example: ReportExample,
): Item {
  const examples =
    item.examples.length < REPORT_LIMITS.examples ? [...item.examples, example] : item.examples;
  return { ...item, rows: item.rows + 1, examples };
}

function sizesOf(sorted: readonly number[]): CheckReport['sizes'] {
  const [min] = sorted;
  const max = sorted.at(-1);
  if (min === undefined || max === undefined) return null;
  const at = (share: number) => sorted[Math.ceil(share * sorted.length) - 1] ?? max;
  const histogram = new Map<number, number>();
  for (const size of sorted) {
    const upTo = 2 ** Math.ceil(Math.log2(size));
    histogram.set(upTo, (histogram.get(upTo) ?? 0) + 1);
  }
  return {
    min,
    median: at(0.5),
    p95: at(0.95),
    p99: at(0.99),
    max,
    histogram: [...histogram].map(([upTo, payloads]) => ({ upTo, payloads })),
    over: REPORT_LIMITS.payloadBytes.map((bytes) => ({
      bytes,
      payloads: sorted.filter((size) => size > bytes).length,
    })),
  };
}

function factsOf(to: string, field: number, cells: readonly (string | null)[]): ReportField {
  const values = cells.filter((cell) => cell !== null);
  const strings = values.filter((cell) => cell.startsWith('"')).map((cell) => cell.length - 2);
  return {
    field,
    to,
    nulls: cells.length - values.length,
    omitted: 0,
    longest: strings.length === 0 ? null : Math.max(...strings),
    unsafeNumbers: values.filter((cell) => /^\d{16,}$/.test(cell)).length,
    types: [...new Set(values.map(typeOf))],
  };
}

function typeOf(cell: string): ValueType {
  const value: unknown = JSON.parse(cell);
  if (value === null) return 'null';
  return Array.isArray(value) ? 'array' : (typeof value as ValueType);
}
