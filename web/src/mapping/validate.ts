import { POINTER_RULE, nearest, parsePointer } from '@rowhook/contracts';
import { visibleName } from '../lib/visible-text';
import { readConstant } from './constant';
import {
  fieldAt,
  ownerChooser,
  toIssue,
  type FieldIssue,
  type FieldIssues,
  type ValidationResult,
} from './issues';
import {
  castLabels,
  policyOf,
  readableNames,
  type Columns,
  type Draft,
  type DraftField,
  type OnNull,
  type Typing,
} from './model';
import { checkPaths } from './paths';
import { issuesToShow, keepIdentity, onlyKnown } from './shown-issues';
import { castsOf, emptyLookup, stepsError, stepsOf } from './steps';
import { parseTemplate } from './template';

/**
 * Validates a draft without the engine. Unchanged issues keep their object identity, so fields do not render again. While
 * the user types, no new issue is shown; after a pause, only what the text may still become is not shown as an error.
 */
export function validateDraft(
  draft: Draft,
  columns: Columns,
  previous?: ValidationResult,
  typing?: Typing,
): ValidationResult {
  const { fields } = draft;
  const paths = checkPaths(fields, draft);
  const chooseOwner = ownerChooser(fields, previous);
  const errors = new Map<number, FieldIssue[]>();
  const warnings = new Map<number, FieldIssue[]>();
  const mappingErrors: string[] = [];

  for (const error of paths.errors) {
    const field = fieldAt(fields, error.pointer);
    if (field === undefined) mappingErrors.push(error.message);
    // A new field gets its path with its column. Until then only the column is missing.
    else if (field.to !== '' || field.value.kind !== 'column' || field.value.column !== '')
      append(errors, ...chooseOwner(field.id, toIssue(fields, error)));
  }
  for (const warning of paths.warnings) {
    const field = fieldAt(fields, warning.pointer);
    if (field !== undefined) append(warnings, field.id, toIssue(fields, warning));
  }
  for (const field of fields) {
    const found = validateValue(field, draft, columns);
    for (const issue of found.errors) append(errors, field.id, issue);
    for (const issue of found.warnings) append(warnings, field.id, issue);
  }
  const kept = keepIdentity(errors, previous?.errors);
  const shown = typing === undefined ? kept : issuesToShow(kept, previous?.shown, typing, draft, columns);
  return {
    fields,
    errors: kept,
    shown,
    owners: ownersOf(shown),
    warnings: keepIdentity(
      typing === undefined || typing.paused ? warnings : onlyKnown(warnings, previous?.warnings, typing),
      previous?.warnings,
    ),
    mappingErrors,
  };
}

interface ValueResult {
  errors: readonly FieldIssue[];
  warnings: readonly FieldIssue[];
}

/** Fields are immutable, so a key that is typed in one of them leaves the results of the others as they are. */
const valueResults = new WeakMap<DraftField, { policy: OnNull; columns: Columns; result: ValueResult }>();

function validateValue(field: DraftField, draft: Draft, columns: Columns): ValueResult {
  const known = valueResults.get(field);
  const policy = policyOf(field, draft);
  if (known?.columns === columns && known.policy === policy) return known.result;
  const result = findValueIssues(field, policy, columns);
  valueResults.set(field, { policy, columns, result });
  return result;
}

function findValueIssues({ value }: DraftField, policy: OnNull, columns: Columns): ValueResult {
  const errors: FieldIssue[] = [];
  const warnings: FieldIssue[] = [];
  if (value.kind === 'column') {
    const column = columns.get(value.column);
    if (value.column === '') errors.push({ code: 'column_missing', message: 'Choose the column to send.' });
    else if (column?.readable !== true) errors.push(columnIssue(value.column, columns));
    else if (value.as !== undefined && !castsOf(value, column).includes(value.as)) {
      const message = `${value.steps === undefined ? column.type : 'Text'} cannot be sent as ${castLabels[value.as]}.`;
      errors.push({ code: 'cast_not_allowed', message });
    } else if (value.at !== undefined && !column.pointable) {
      const message = `${column.type} has nothing inside; only json and jsonb columns do.`;
      errors.push({ code: 'at_not_json', message });
    } else if (value.at !== undefined && parsePointer(value.at) === undefined) {
      errors.push({ code: 'at_invalid', message: POINTER_RULE });
    }
  } else if (value.kind === 'constant') {
    const constant = readConstant(value.constant);
    if (!constant.ok) errors.push({ code: constant.code, message: constant.message });
    else if (constant.warning !== undefined)
      warnings.push({ code: 'constant_repeats', message: constant.warning });
  } else {
    const template = parseTemplate(value.template);
    if (!template.ok) errors.push({ code: 'template_invalid', message: template.message });
    else {
      const unreadable = template.columns.find((name) => columns.get(name)?.readable !== true);
      if (unreadable !== undefined) errors.push(columnIssue(unreadable, columns));
    }
  }
  const steps = stepsError(stepsOf(value));
  const lookup = emptyLookup(stepsOf(value));
  if (steps !== undefined) errors.push({ code: 'steps_invalid', message: steps });
  else if (lookup !== undefined) warnings.push({ code: 'lookup_empty', message: lookup });
  if (typeof policy === 'object') {
    const constant = readConstant(policy.default);
    if (!constant.ok) errors.push({ code: 'default_invalid', message: `Default: ${constant.message}` });
  }
  return { errors, warnings };
}

/** The issue of a missing or unreadable column. */
function columnIssue(name: string, columns: Columns): FieldIssue {
  if (columns.has(name))
    return { code: 'column_unreadable', message: `This login may not read ${visibleName(name)}.` };
  const near = nearest(name, readableNames(columns));
  const hint = near === undefined ? '' : ` Did you mean ${visibleName(near)}?`;
  return { code: 'unknown_column', message: `There is no column ${visibleName(name)}.${hint}` };
}

function ownersOf(errors: FieldIssues): ReadonlyMap<number, number> {
  const owners = new Map<number, number>();
  for (const [id, issues] of errors) {
    for (const { related } of issues) if (related !== undefined) owners.set(related, id);
  }
  return owners;
}

function append(map: Map<number, FieldIssue[]>, id: number, issue: FieldIssue): void {
  const list = map.get(id);
  if (list === undefined) map.set(id, [issue]);
  else list.push(issue);
}
