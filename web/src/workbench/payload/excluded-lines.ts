import { type Line, linesAt } from '../../lib/json/lines';
import type { DraftField } from '../../mapping/model';
import { pathOf } from '../../mapping/paths';
import type { ExcludedField } from '../../mapping/valid-mapping';

/** A line of the formatted payload, or of an excluded field. */
type LineEntry = { kind: 'line'; line: Line; index: number } | { kind: 'excluded'; field: ExcludedField };

/** Inserts each excluded field after the closest earlier field of the mapping that the payload has. */
export function withExcluded(
  lines: readonly Line[],
  excluded: readonly ExcludedField[],
  fields: readonly DraftField[],
): LineEntry[] {
  if (excluded.length === 0) return lines.map((line, index) => ({ kind: 'line', line, index }));
  const after = new Map<number, LineEntry[]>();
  const byId = new Map(excluded.map((field) => [field.id, field]));
  const before: DraftField[] = [];
  for (const field of fields) {
    const missing = byId.get(field.id);
    if (missing === undefined) before.push(field);
    else {
      const line = lineAfter(lines, before);
      after.set(line, [...(after.get(line) ?? []), { kind: 'excluded', field: missing }]);
    }
  }
  return lines.flatMap((line, index): LineEntry[] => [
    { kind: 'line', line, index },
    ...(after.get(index) ?? []),
  ]);
}

/** The last line of the last of these fields that the payload has; the others may be omitted as NULL. */
function lineAfter(lines: readonly Line[], fields: readonly DraftField[]): number {
  const lineOf = (field: DraftField) => linesAt(lines, pathOf(field)?.slice(0, 1) ?? [])?.to;
  return fields.reduceRight<number | undefined>((line, field) => line ?? lineOf(field), undefined) ?? 0;
}
