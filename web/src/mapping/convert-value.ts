import type { FieldValue, ValueKind } from './model';
import { withSteps } from './steps';
import { formatReference, parseTemplate, templateText, textTemplate } from './template';

/** The value as another kind, with what both kinds can say: the column, the text and the steps. */
export function convertValue(value: FieldValue, kind: ValueKind): FieldValue {
  if (value.kind === kind) return value;
  const steps = value.kind === 'constant' ? [] : (value.steps ?? []);
  switch (kind) {
    case 'column':
      return withSteps({ kind, column: columnOf(value) }, steps);
    case 'constant':
      return { kind, constant: { kind: 'text', text: textOf(value) } };
    case 'template':
      return withSteps({ kind, template: templateOf(value) }, steps);
  }
}

function columnOf(value: FieldValue): string {
  if (value.kind !== 'template') return '';
  const parsed = parseTemplate(value.template);
  return parsed.ok ? (parsed.columns[0] ?? '') : '';
}

function textOf(value: FieldValue): string {
  return value.kind === 'template' ? (templateText(value.template) ?? '') : '';
}

function templateOf(value: FieldValue): string {
  if (value.kind === 'constant')
    return value.constant.kind === 'json' ? '' : textTemplate(value.constant.text);
  return value.kind === 'column' && value.column !== '' ? formatReference(value.column) : '';
}
