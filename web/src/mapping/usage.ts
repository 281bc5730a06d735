import type { MappingRow } from './model';
import { parseTemplate } from './template';

/** How often each column is used: by a field of its own or within a template. */
export function countUses(rows: readonly MappingRow[]): ReadonlyMap<string, number> {
  const uses = new Map<string, number>();
  const count = (column: string) => uses.set(column, (uses.get(column) ?? 0) + 1);
  for (const { source } of rows) {
    if (source.kind === 'column') count(source.column);
    else if (source.kind === 'template') {
      const parsed = parseTemplate(source.template);
      if (parsed.ok) for (const column of new Set(parsed.columns)) count(column);
    }
  }
  return uses;
}
