import { FIELD_PATH_LIMITS, formatFieldPath, parseFieldPath, type FieldPath } from '@rowhook/contracts';
import { plural } from '../../lib/format';
import { readJson, type ExactJson } from '../../lib/json/read-json';
import { tokens } from '../../lib/json/tokens';
import type { SentType } from '../../mapping/constant';

/** The sample of one payload is small; what is larger is an export, or the wrong file. */
export const SAMPLE_CHARS_MAX = 500_000;

export type SampleRead =
  | { state: 'empty' }
  | { state: 'unreadable'; title: string; message: string }
  | {
      state: 'read';
      leaves: readonly Leaf[];
      /** What was left aside, in sentences. */ notes: readonly string[];
    };

/** Reads what was pasted as the payload that a receiver expects. No number is rounded on the way. */
export function readSample(text: string): SampleRead {
  if (text.trim() === '') return { state: 'empty' };
  if (text.length > SAMPLE_CHARS_MAX) {
    const size = `${Math.ceil(text.length / 1000).toLocaleString('en')},000 characters`;
    return unreadable(
      'This is too long for one payload',
      `It has about ${size}. Paste the JSON of a single payload.`,
    );
  }
  const read = readJson(text);
  if (!read.ok) {
    const { line, column, message } = read.mistake;
    return unreadable(`Not JSON yet: line ${line}, column ${column}`, message);
  }
  const notes: string[] = [];
  let root = read.value;
  if (text.slice(read.end).trim() !== '') {
    notes.push('More text follows the first JSON value: only the first value is used.');
  }
  if (root.kind === 'list') {
    const [first] = root.items;
    if (first?.kind !== 'object') {
      return unreadable(
        'A payload is an object',
        'This is a list without an object in it. Paste one payload, from { to }.',
      );
    }
    if (root.items.length > 1) notes.push(`A list of ${root.items.length}: its first entry is used.`);
    else notes.push('A list of one: its entry is used, as one row is one payload.');
    root = first;
  }
  if (root.kind !== 'object') {
    return unreadable(
      'A payload is an object',
      'This is a single value. Paste the whole payload, from { to }.',
    );
  }
  if (isSchema(root)) {
    return unreadable(
      'This looks like a JSON Schema',
      'It describes payloads but is not one. Paste an example payload: the receiver’s documentation mostly shows one beside it.',
    );
  }
  const { leaves, left } = leavesOf(root);
  if (leaves.length === 0) return unreadable('This payload is empty', 'Paste an example with values in it.');
  if (left > 0)
    notes.push(`${plural(left, 'value')} left aside: no field path leads there, or there are too many.`);
  return { state: 'read', leaves, notes };
}

function unreadable(title: string, message: string): SampleRead {
  return { state: 'unreadable', title, message };
}

/** A schema or an API description says `type` where a payload has values. */
function isSchema(root: ExactJson & { kind: 'object' }): boolean {
  const keys = new Map(root.entries);
  if (['$schema', 'openapi', 'swagger', '$defs'].some((key) => keys.has(key))) return true;
  const properties = keys.get('properties');
  const type = keys.get('type');
  if (properties?.kind !== 'object' || type?.kind !== 'string' || type.value !== 'object') return false;
  return properties.entries.every(
    ([, value]) =>
      value.kind === 'object' && value.entries.some(([key]) => /^(?:type|\$ref|anyOf|oneOf|enum)$/.test(key)),
  );
}

/** A value of a sample payload that a field of the mapping would fill. */
export interface Leaf {
  path: FieldPath;
  /** The same as text, as a mapping has it. */
  to: string;
  type: SentType;
  /** Its JSON text as it was pasted, without white space between tokens. */
  text: string;
  /** What a string says, and a number digit for digit; undefined for other types. */
  value?: string;
}

export interface Leaves {
  leaves: Leaf[];
  /** How many more there are that no field can fill: keys that are refused, or more than LEAVES_MAX. */
  left: number;
}

/** More than any receiver's example has, and as many as one looks through. */
const LEAVES_MAX = 500;

/**
 * The values of a sample in their order. A list whose entries are all objects is entered; any other list, and an empty object,
 * is one value. Of two equal keys the last one stands, as JSON readers have it.
 */
export function leavesOf(root: ExactJson): Leaves {
  const found = new Map<string, Leaf>();
  let left = 0;
  const visit = (node: ExactJson, path: FieldPath): void => {
    if (node.kind === 'object' && (node.entries.length > 0 || path.length === 0)) {
      for (const [key, value] of node.entries) visit(value, [...path, key]);
    } else if (node.kind === 'list' && isListOfObjects(node.items)) {
      node.items.forEach((item, index) => visit(item, [...path, index]));
    } else {
      const to = formatFieldPath(path);
      const known = found.has(to);
      if (path.length > FIELD_PATH_LIMITS.depth || !parseFieldPath(to).ok) left++;
      else if (found.size >= LEAVES_MAX && !known) left++;
      else found.set(to, newLeaf(node, path, to));
    }
  };
  visit(root, []);
  return { leaves: [...found.values()], left };
}

function isListOfObjects(items: readonly ExactJson[]): boolean {
  return items.length > 0 && items.every((item) => item.kind === 'object' && item.entries.length > 0);
}

function newLeaf(node: ExactJson, path: FieldPath, to: string): Leaf {
  const value = node.kind === 'string' ? node.value : node.kind === 'number' ? node.text : undefined;
  return { path, to, type: node.kind, text: compact(node), ...(value === undefined ? {} : { value }) };
}

function compact({ kind, text }: ExactJson): string {
  if (kind !== 'list' && kind !== 'object') return text;
  return [...tokens(text)].map(({ start, end }) => text.slice(start, end)).join('');
}
