import { useMemo } from 'react';
import { plural } from '../../lib/format';
import type { FieldPath } from '@rowhook/contracts';
import type { LeftOut } from '../../mapping/valid-fields';
import type { DraftField } from '../../mapping/model';
import { pathOf } from '../../mapping/paths';
import { useMapping } from '../context';
import { linesAt, type Line } from './line-layout';

/** For example `without 1 field`; empty if none is missing. */
export function withoutFields(count: number): string {
  return count === 0 ? '' : `without ${plural(count, 'field')}`;
}

/** For example `phone: no path; city: same path as country.` */
export function leftOutText(leftOut: readonly LeftOut[]): string {
  return `${leftOut.map(({ name, reason }) => `${name}: ${reason}`).join('; ')}.`;
}

/** The fields that are not in the payload, without one that is being typed: it will be there in a moment. */
export function useShownLeftOut(leftOut: readonly LeftOut[]): readonly LeftOut[] {
  const typed = useMapping(({ inProgress, paused }) => (paused ? undefined : inProgress?.id));
  return useMemo(() => leftOut.filter(({ id }) => id !== typed), [leftOut, typed]);
}

/** What the formatted payload shows: its lines, and a line for each missing field. */
export type LineEntry = { kind: 'line'; line: Line; index: number } | { kind: 'missing'; field: LeftOut };

/** Each missing field is placed after the top-level value of the field before it in the mapping. */
export function withMissing(
  lines: readonly Line[],
  leftOut: readonly LeftOut[],
  fields: readonly DraftField[],
): LineEntry[] {
  if (leftOut.length === 0) return lines.map((line, index) => ({ kind: 'line', line, index }));
  const after = new Map<number, LineEntry[]>();
  const missing = new Map(leftOut.map((field) => [field.id, field]));
  let before: DraftField | undefined;
  for (const field of fields) {
    const absent = missing.get(field.id);
    if (absent === undefined) before = field;
    else {
      const line = lineAfter(lines, before && pathOf(before)) ?? 0;
      after.set(line, [...(after.get(line) ?? []), { kind: 'missing', field: absent }]);
    }
  }
  return lines.flatMap((line, index): LineEntry[] => [
    { kind: 'line', line, index },
    ...(after.get(index) ?? []),
  ]);
}

function lineAfter(lines: readonly Line[], path: FieldPath | undefined): number | undefined {
  return path && linesAt(lines, path.slice(0, 1))?.to;
}
