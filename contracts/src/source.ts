import { z } from 'zod';
import { PostgresText, RelationName } from './relation.js';
import { strict } from './strict.js';
import { utf8Length } from './utf8.js';

export const SOURCE_LIMITS = {
  /** UTF-8 bytes of a query. */
  queryBytes: 100_000,
  /** Conditions of a source. */
  conditions: 50,
  /** Values of an `in` condition. */
  values: 1000,
  /** UTF-8 bytes of a text value. */
  valueBytes: 10_000,
  keyColumns: 32,
} as const;

const text = (maxBytes: number) =>
  PostgresText.refine(
    (value) => utf8Length(value) <= maxBytes,
    `Expected at most ${maxBytes.toLocaleString('en')} bytes in UTF-8.`,
  );

const column = z.string().min(1).describe('Name of the column, unquoted.');

/** Text, a number or a boolean. A number beyond ±(2^53 − 1), which JavaScript would round, must be written as a string. */
const Value = z.union([
  text(SOURCE_LIMITS.valueBytes),
  z.number().min(Number.MIN_SAFE_INTEGER).max(Number.MAX_SAFE_INTEGER),
  z.boolean(),
]);
export type ConditionValue = z.infer<typeof Value>;

/** A member that only other branches of a union have. */
const none = (why: string) => z.never(why).optional();

/** Conditions that compare a column with one value. */
export const ComparisonOperator = z.enum(['=', '!=', '<', '<=', '>', '>=', 'contains', 'startsWith']);
export type ComparisonOperator = z.infer<typeof ComparisonOperator>;

export const NullOperator = z.enum(['null', 'notNull']);
export type NullOperator = z.infer<typeof NullOperator>;

/**
 * A condition on a column. Postgres converts the value to the column's type. `contains` and `startsWith` compare literal text: case
 * matters, and % and _ have no special meaning. As in SQL, NULL matches only `null`.
 */
export const Condition = z
  .discriminatedUnion(
    'is',
    [
      strict({ column, is: ComparisonOperator, value: Value }),
      strict({ column, is: z.literal('in'), value: z.array(Value).min(1).max(SOURCE_LIMITS.values) }),
      strict({ column, is: NullOperator, value: none('This operator takes no value.') }),
    ],
    { error: `Expected ${[...ComparisonOperator.options, 'in', ...NullOperator.options].join(', ')}.` },
  )
  .meta({ id: 'Condition' });
export type Condition = z.infer<typeof Condition>;

/** All conditions must hold. */
export const Conditions = z.array(Condition).max(SOURCE_LIMITS.conditions);

const QueryText = text(SOURCE_LIMITS.queryBytes)
  .min(1)
  .describe('One SQL statement that returns rows: SELECT, WITH, VALUES or TABLE.');

const NOT_BOTH = 'A source is a table or a query, not both.';

const relationMembers = {
  relation: RelationName.describe('The table or view that the rows come from.'),
  where: Conditions.optional().describe('Only rows that match all conditions.'),
  query: none(NOT_BOTH),
  key: none('"key" belongs to a query. A table has its primary key.'),
};

const queryMembers = {
  query: QueryText,
  key: z
    .array(column)
    .max(SOURCE_LIMITS.keyColumns)
    .optional()
    .describe('The columns whose values together identify a row.'),
  relation: none(NOT_BOTH),
  where: none('"where" filters a table. Put the condition into the query.'),
};

const noMembers = {
  relation: none('Expected no table.'),
  where: none('"where" filters a table. Name it in "relation".'),
  query: none('Expected no query.'),
  key: none('"key" belongs to a query.'),
};

const fromRelation = <Members extends z.core.$ZodLooseShape>(members: Members) =>
  strict({ ...relationMembers, ...members });

const fromQuery = <Members extends z.core.$ZodLooseShape>(members: Members) =>
  strict({ ...queryMembers, ...members });

/**
 * An object with these members and those of a source: `relation` with an optional `where`, or `query` with an optional `key`.
 */
export const withSource = <Members extends z.core.$ZodLooseShape>(members: Members) =>
  z.union([fromRelation(members), fromQuery(members)]);

/** The same, but the source is optional. */
export const withSourceOrNone = <Members extends z.core.$ZodLooseShape>(members: Members) =>
  z.union([fromRelation(members), fromQuery(members), strict({ ...noMembers, ...members })]);

/** Where rows come from: a table or view, optionally filtered, or a SQL query. */
export const Source = withSource({}).meta({ id: 'Source' });
export type Source = z.infer<typeof Source>;
export type QuerySource = Extract<Source, { query: string }>;

export interface SourceMembers {
  relation?: RelationName | undefined;
  where?: Condition[] | undefined;
  query?: string | undefined;
  key?: string[] | undefined;
}

/** Returns the source among the members of an object, if any. */
export function sourceOf({ relation, where, query, key }: SourceMembers): Source | undefined {
  if (query !== undefined) return { query, ...(key === undefined ? {} : { key }) };
  if (relation !== undefined) return { relation, ...(where === undefined ? {} : { where }) };
  return undefined;
}

/** Errors of a source that Rowhook finds. Errors that Postgres finds in a query are separate. */
export const SourceErrorCode = z.enum([
  'unknown_column',
  'column_unreadable',
  'operator_not_allowed',
  'value_invalid',
  'duplicate_column',
]);
export type SourceErrorCode = z.infer<typeof SourceErrorCode>;
