import { fieldAt, ownedByEither } from './issues';
import { fieldName, type Draft } from './model';
import { checkPaths } from './paths';

export interface NewConflict {
  /** The field with the conflict; undefined for an error of the mapping as a whole. */
  id: number | undefined;
  message: string;
}

interface Conflict {
  conflict: NewConflict;
  /** One for each field that could own it, so that the order of the fields does not matter. */
  keys: readonly string[];
}

const conflictsByDraft = new WeakMap<Draft, readonly Conflict[]>();

/** Returns the path conflicts of `after` that are new: at least one of their fields had no such conflict in `before`. */
export function newConflicts(before: Draft, after: Draft): NewConflict[] {
  const old = new Set(conflictsOf(before).flatMap(({ keys }) => keys));
  return conflictsOf(after).flatMap(({ conflict, keys }) =>
    keys.every((key) => old.has(key)) ? [] : [conflict],
  );
}

function conflictsOf(draft: Draft): readonly Conflict[] {
  const known = conflictsByDraft.get(draft);
  if (known !== undefined) return known;
  const conflicts = checkPaths(draft.fields, draft).errors.map(({ code, message, pointer, related }) => {
    const field = fieldAt(draft.fields, pointer);
    const other =
      related !== undefined && ownedByEither.includes(code) ? fieldAt(draft.fields, related) : undefined;
    return {
      conflict: { id: field?.id, message: field === undefined ? message : `${fieldName(field)}: ${message}` },
      keys: [field, ...(other === undefined ? [] : [other])].map((owner) => `${owner?.id ?? ''} ${code}`),
    };
  });
  conflictsByDraft.set(draft, conflicts);
  return conflicts;
}
