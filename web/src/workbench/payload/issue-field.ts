import { utf8Length, type Sample } from '@rowhook/contracts';

/** The field of the mapping that an issue is about. */
export interface IssueField {
  name: string;
  /** The column whose whole value it sends; undefined for any other source. */
  column: string | undefined;
  go: () => void;
}

/** The value of a column in a row of the sample as JSON, possibly cut; undefined for NULL, or where the sample is another. */
export function sampleValue(
  sample: Sample | undefined,
  takenAt: string | undefined,
  row: number,
  column: string | undefined,
): string | undefined {
  if (sample === undefined || sample.takenAt !== takenAt || column === undefined) return undefined;
  const cell = sample.rows[row]?.cells[sample.columns.indexOf(column)];
  if (cell === undefined || cell.json === null) return undefined;
  return utf8Length(cell.json) < cell.bytes ? `${cell.json}…` : cell.json;
}
