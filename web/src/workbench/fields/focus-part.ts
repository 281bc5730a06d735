import type { RowPart } from '../../mapping/row-part';

/** Focuses a part of a row; whether the part was there to be focused. */
export function focusPart(grid: HTMLElement | null, id: number, part: RowPart): boolean {
  const row = grid?.querySelector<HTMLElement>(`[data-row="${id}"]`);
  if (row === null || row === undefined) return false;
  const input =
    row.querySelector<HTMLElement>(`[data-part="${part}"]`) ??
    row.querySelector<HTMLElement>('[data-part="path"]');
  input?.focus();
  if (input instanceof HTMLInputElement) input.select();
  return input !== null;
}
