import { nullPolicyOf, parseFieldPath, type Field, type IssueCode, type Mapping } from '@rowhook/contracts';

/** A column's value in one row, computed in SQL. */
export interface Value {
  /** The result of to_json, or Base64 for bytea. */
  json: string;
  /** The same as a JSON string; null for a JSON null. */
  string: string | null;
  /** The result of a cast to text. */
  text: string;
  /** For dates and timestamps: the seconds since 1970 as an exact decimal; null if infinite. */
  epoch: string | null;
}
/** null is SQL NULL. */
export type Row = Record<string, Value | null>;

export type Outcome = { body: string } | { issues: { field: number; code: IssueCode }[] };

type Tree = Map<string | number, Tree | string>;

/**
 * Computes the payload of a row, written for clarity and not for speed: it puts the JSON text of each field into a tree
 * and serializes the tree. REQUIRES a mapping without errors.
 */
export function referencePayload(mapping: Mapping, row: Row): Outcome {
  const issues: { field: number; code: IssueCode }[] = [];
  const root: Tree = new Map();
  mapping.fields.forEach((field, index) => {
    const result = fieldJson(field, row);
    if (typeof result === 'object' && result !== null) {
      issues.push({ field: index, code: result.issue });
      place(root, field.to, 'null');
      return;
    }
    const policy = nullPolicyOf(field, mapping);
    if (result !== null) place(root, field.to, result);
    else if (policy === 'error') issues.push({ field: index, code: 'null_not_allowed' });
    else if (policy === 'omit') place(root, field.to, undefined);
    else place(root, field.to, policy === 'keep' ? 'null' : JSON.stringify(policy.default));
  });
  return issues.length > 0 ? { issues } : { body: write(root) ?? '{}' };
}

/** Returns null for SQL NULL. */
function fieldJson(field: Field, row: Row): string | null | { issue: IssueCode } {
  if ('value' in field) return JSON.stringify(field.value);
  if ('template' in field) return templateJson(field.template, row);
  const value = row[field.column];
  if (value === undefined) throw new Error(`The row has no ${field.column}.`);
  if (value === null) return null;
  if (field.at !== undefined) return pointedJson(value.json, field.at, field.as === 'string');
  switch (field.as) {
    case undefined:
      return compact(value.json);
    case 'string':
      return value.string;
    case 'json':
      return isJson(value.text) ? compact(value.text) : { issue: 'not_json' };
    case 'number':
      return isNumber(value.text) ? value.text : { issue: 'not_a_number' };
    case 'integer':
      return /^-?(0|[1-9][0-9]*)$/.test(value.text) ? value.text : { issue: 'not_an_integer' };
    case 'boolean':
      return value.text === 'true' || value.text === 'false' ? value.text : { issue: 'not_a_boolean' };
    case 'hex':
      return JSON.stringify(value.text.slice(2));
    case 'base64':
      return value.json;
    case 'unix_seconds':
      if (value.epoch === null) return { issue: 'not_a_finite_time' };
      return String(Math.floor(Number(value.epoch)));
    case 'unix_millis':
      if (value.epoch === null) return { issue: 'not_a_finite_time' };
      return String(Math.floor(Number(value.epoch) * 1000));
  }
}

function templateJson(template: string, row: Row): string | null {
  let text = '';
  for (const [token, name] of template.matchAll(/\{\{|\}\}|\{([^{}]+)\}|[^{}]+/g)) {
    if (name === undefined) text += token === '{{' ? '{' : token === '}}' ? '}' : token;
    else {
      const value = row[name];
      if (value?.string == null) return null;
      text += JSON.parse(value.string) as string;
    }
  }
  return JSON.stringify(text);
}

/** The numbers in the test's rows are small enough for JSON.parse to keep all digits. */
function pointedJson(json: string, pointer: string, asString: boolean): string | null {
  let found: unknown = JSON.parse(json);
  for (const token of pointer.split('/').slice(1)) {
    const key = token.replaceAll('~1', '/').replaceAll('~0', '~');
    if (typeof found !== 'object' || found === null) return null;
    if (!Object.hasOwn(found, key) || (Array.isArray(found) && !/^[0-9]+$/.test(key))) return null;
    found = (found as Record<string, unknown>)[key];
  }
  if (asString && found === null) return null;
  if (asString && typeof found !== 'string') return JSON.stringify(JSON.stringify(found));
  return JSON.stringify(found);
}

function place(root: Tree, to: string, json: string | undefined): void {
  const parsed = parseFieldPath(to);
  if (!parsed.ok) throw new Error(`${to} is not a path.`);
  let parent = root;
  parsed.path.forEach((segment, depth) => {
    if (depth === parsed.path.length - 1) {
      // An omitted value still determines the order of its siblings. Nothing is written for it.
      parent.set(segment, json ?? OMITTED);
      return;
    }
    const child = parent.get(segment) ?? new Map<string | number, Tree | string>();
    if (typeof child === 'string') throw new Error(`${to} leads through a value.`);
    parent.set(segment, child);
    parent = child;
  });
}

const OMITTED = '';

/** Returns undefined if nothing is left. */
function write(node: Tree | string): string | undefined {
  if (typeof node === 'string') return node === OMITTED ? undefined : node;
  const entries = [...node].flatMap(([key, child]) => {
    const json = write(child);
    return json === undefined ? [] : [{ key, json }];
  });
  if (entries.length === 0) return undefined;
  if (typeof entries[0]?.key === 'number') {
    const inOrder = entries.sort((a, b) => Number(a.key) - Number(b.key));
    return `[${inOrder.map(({ json }) => json).join(',')}]`;
  }
  return `{${entries.map(({ key, json }) => `${JSON.stringify(key)}:${json}`).join(',')}}`;
}

/** Removes white space outside strings. */
export function compact(json: string): string {
  return json.replaceAll(/("(?:[^"\\]|\\.)*")|\s+/gs, (_whole, string: string | undefined) => string ?? '');
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

function isNumber(text: string): boolean {
  return /^-?(0|[1-9][0-9]*)(\.[0-9]+)?([eE][-+]?[0-9]+)?$/.test(text);
}
