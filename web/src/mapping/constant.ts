import { readJson, type ExactJson } from '../lib/json/read-json';
import type { Constant } from './model';

export type Json = string | number | boolean | null | Json[] | { [key: string]: Json };

type ConstantResult =
  | { ok: true; value: Json; /** What receivers read differently from what was typed. */ warning?: string }
  | { ok: false; code: 'constant_invalid' | 'number_unsafe'; message: string };

/** The JSON value of a constant, or why it has none that can be sent as typed. */
export function readConstant({ kind, text }: Constant): ConstantResult {
  switch (kind) {
    case 'text':
      return { ok: true, value: text };
    case 'null':
      return { ok: true, value: null };
    case 'boolean':
      return { ok: true, value: text === 'true' };
    case 'number':
    case 'json': {
      const read = readJson(text);
      const whole = read.ok && read.end >= text.trimEnd().length ? read.value : undefined;
      if (kind === 'number' && whole?.kind !== 'number')
        return invalid('Enter a JSON number, for example 0 or -1.5.');
      if (text.trim() === '') return invalid('Enter JSON, for example {"source": "crm"}.');
      if (!read.ok) return invalid(read.mistake.message);
      if (whole === undefined) return invalid('Text follows the JSON value. Remove it.');
      const value = JSON.parse(text.trim()) as Json;
      if (holdsUnsafe(value)) return { ok: false, code: 'number_unsafe', message: UNSAFE };
      const repeated = repeatedKey(whole);
      if (repeated === undefined) return { ok: true, value };
      const warning = `The key ${JSON.stringify(repeated)} appears twice in one object: receivers read only the last.`;
      return { ok: true, value, warning };
    }
  }
}

/** The JSON text of a valid constant: numbers and JSON exactly as typed. */
export function constantText({ kind, text }: Constant): string {
  switch (kind) {
    case 'text':
      return JSON.stringify(text);
    case 'null':
      return 'null';
    default:
      return text.trim();
  }
}

/** The constant with the given JSON text. `value`: the decoded text of a string. */
export function constantOf(json: { kind: ExactJson['kind']; text: string; value?: string }): Constant {
  const { kind, text, value = '' } = json;
  if (kind === 'string') return { kind: 'text', text: value };
  if (kind === 'object' || kind === 'list') return { kind: 'json', text };
  return { kind, text: kind === 'null' ? '' : text };
}

/** The same text as a constant of another kind. */
export function convertConstant({ text }: Constant, kind: Constant['kind']): Constant {
  if (kind === 'boolean') return { kind, text: text === 'false' ? 'false' : 'true' };
  return { kind, text: kind === 'null' ? '' : text };
}

function invalid(message: string): ConstantResult {
  return { ok: false, code: 'constant_invalid', message };
}

/** The first key that appears twice in one object, at any depth. */
function repeatedKey(json: ExactJson): string | undefined {
  const first = (values: readonly ExactJson[]) => values.map(repeatedKey).find((key) => key !== undefined);
  if (json.kind === 'list') return first(json.items);
  if (json.kind !== 'object') return undefined;
  const keys = json.entries.map(([key]) => key);
  const repeated = keys.find((key, index) => keys.indexOf(key) !== index);
  return repeated ?? first(json.entries.map(([, value]) => value));
}

/** A rule of the API. Other numbers are sent with all their digits, also those that a double cannot represent exactly. */
const UNSAFE =
  'A number beyond ±9007199254740991 is not allowed, because many receivers round it. Send it as a string.';

function holdsUnsafe(value: Json): boolean {
  if (typeof value === 'number') return Math.abs(value) > Number.MAX_SAFE_INTEGER;
  if (typeof value !== 'object' || value === null) return false;
  return Object.values(value).some(holdsUnsafe);
}
