import { equal } from '../lib/objects';
import { namesLike } from './suggestions';
import { partOf, type FieldIssue, type FieldIssues, type FieldPart } from './issues';
import {
  readableNames,
  type Columns,
  type Draft,
  type DraftField,
  type EditInProgress,
  type Typing,
} from './model';
import { openReference } from './template';

const EDITED_PARTS: Record<EditInProgress['part'], FieldPart> = {
  path: 'path',
  column: 'value',
  template: 'value',
  constant: 'value',
  default: 'default',
  steps: 'value',
};

/** The errors to show while a part of a field is edited. `previous` are those that were shown before. */
export function issuesToShow(
  errors: FieldIssues,
  previous: FieldIssues | undefined,
  typing: Typing,
  draft: Draft,
  columns: Columns,
): FieldIssues {
  if (!typing.paused) return keepIdentity(onlyKnown(errors, previous, typing), previous);
  const field = draft.fields.find(({ id }) => id === typing.id);
  const all = field && errors.get(field.id);
  if (field === undefined || all === undefined) return errors;
  const shown = new Map(errors);
  setIssues(
    shown,
    field.id,
    all.filter((issue) => !isUnfinished(field, issue, typing.part, draft.fields, columns)),
  );
  return keepIdentity(shown, previous);
}

/** The issues that were shown before, without those of the part being typed. */
export function onlyKnown(
  issues: FieldIssues,
  previous: FieldIssues | undefined,
  { id, part }: Typing,
): FieldIssues {
  const known = new Map<number, readonly FieldIssue[]>();
  for (const [fieldId, all] of issues) {
    const before = previous?.get(fieldId) ?? [];
    const typed = fieldId === id ? EDITED_PARTS[part] : undefined;
    setIssues(
      known,
      fieldId,
      all.filter((issue) => partOf(issue) !== typed && before.some((old) => equal(old, issue))),
    );
  }
  return known;
}

function setIssues(map: Map<number, readonly FieldIssue[]>, id: number, issues: readonly FieldIssue[]): void {
  if (issues.length > 0) map.set(id, issues);
  else map.delete(id);
}

/** Whether an error of the part being edited may go away as the user types on. */
function isUnfinished(
  { id, to, value }: DraftField,
  { code }: FieldIssue,
  part: EditInProgress['part'],
  fields: readonly DraftField[],
  columns: Columns,
): boolean {
  const mayBecome = (typed: string) => namesLike(typed, readableNames(columns)).length > 0;
  switch (part) {
    case 'path':
      return (
        to !== '' &&
        partOf({ code }) === 'path' &&
        fields.some((other) => other.id !== id && other.to !== to && other.to.startsWith(to))
      );
    case 'template': {
      if (code !== 'template_invalid' || value.kind !== 'template') return false;
      const open = openReference(value.template, value.template.length);
      return open !== undefined && mayBecome(open.typed);
    }
    case 'column':
      if (value.kind !== 'column' || (code !== 'unknown_column' && code !== 'column_missing')) return false;
      return mayBecome(value.column);
    default:
      return false;
  }
}

/** The issues, as the same objects as before where they are equal. */
export function keepIdentity(now: FieldIssues, previous: FieldIssues | undefined): FieldIssues {
  const kept = new Map(now);
  for (const [id, issues] of now) {
    const old = previous?.get(id);
    if (old !== undefined && equal(old, issues)) kept.set(id, old);
  }
  return kept;
}
