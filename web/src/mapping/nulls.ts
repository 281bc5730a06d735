import { policyOf, type Draft, type MappingRow, type OnNull } from './model';
import { nullWords, type PlainPolicy } from './null-words';
import type { RowChange } from './plan';

/**
 * The row with `policy` in force. What the mapping as a whole says stays: a row that agrees with it says nothing of its own,
 * and a fixed value is never NULL.
 */
export function withNulls(
  row: MappingRow,
  policy: PlainPolicy,
  draft: Pick<Draft, 'onNull'>,
): RowChange | undefined {
  const before = policyOf(row, draft);
  if (row.source.kind === 'value' || before === policy) return undefined;
  const { onNull: own, ...rest } = row;
  const agrees = own !== undefined && (draft.onNull ?? 'keep') === policy;
  return {
    change: { field: row.to, before: wordsFor(before), after: nullWords[policy] },
    row: agrees ? rest : { ...row, onNull: policy },
  };
}

function wordsFor(policy: OnNull): string {
  return typeof policy === 'string' ? nullWords[policy] : `default ${policy.default.text || '""'}`;
}
