import { checkPlacements, type PlacementVerdict } from '@rowhook/contracts';
import { policyOf, type Draft } from './model';

/** What is wrong with the paths of a draft beside each other. */
export function checkPaths(draft: Draft): PlacementVerdict {
  return checkPlacements(draft.rows.map((row) => ({ to: row.to, omit: policyOf(row, draft) === 'omit' })));
}

/** Which of the fields a pointer such as `/mapping/fields/3/to` is about; undefined where it is about none. */
export function fieldAt<Field>(fields: readonly Field[], pointer: string): Field | undefined {
  const index = /\/fields\/(\d+)/.exec(pointer)?.[1];
  return index === undefined ? undefined : fields[Number(index)];
}
