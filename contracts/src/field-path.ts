/**
 * A field path is the place of a field in the payload: `user.name.first`, `tags[0]`, `meta["app.version"]`.
 *
 *     path  = segment *( "." name / "[" index "]" / "[" string "]" )
 *     name  = 1*( any character but . [ ] " ' \ white space and controls )
 *     index = 0 / 1-9 *digit        string = a JSON string without lone surrogates
 *
 * The first segment is a name or `["…"]`, and does not begin with `$`, as the end record of an export does. `a.0` is the
 * key "0"; only `[0]` makes a list. The engine parses the same grammar; `vectors/field-paths.json` tests both.
 */

/** An object's key, or an array's index. */
export type Segment = string | number;
export type FieldPath = readonly Segment[];

export const FIELD_PATH_LIMITS = { depth: 32, index: 999 } as const;

export const fieldPathErrorCodes = [
  'path_empty',
  'path_starts_with_index',
  'path_name_missing',
  'path_character_not_allowed',
  'path_bracket_invalid',
  'path_string_invalid',
  'path_index_invalid',
  'path_index_too_large',
  'path_too_deep',
  'path_key_refused',
] as const;
type FieldPathErrorCode = (typeof fieldPathErrorCodes)[number];

interface FieldPathError {
  code: FieldPathErrorCode;
  message: string;
}

export type FieldPathResult = { ok: true; path: FieldPath } | { ok: false; error: FieldPathError };

const NAME = /[^.[\]"'\\\p{White_Space}\p{Cc}\p{Cs}]+/uy;
const WHOLE_NAME = new RegExp(`^${NAME.source}$`, 'u');
const INDEX = /(?:0|[1-9][0-9]*)\]/y;
const STRING = /"(?:[^"\\\p{Cc}]|[\x7f-\x9f]|\\.)*"\]/uy;
const LONE_SURROGATE = /\p{Cs}/u;

export function parseFieldPath(text: string): FieldPathResult {
  if (text === '') return fail('path_empty', 'Enter a path for this field, for example user.name.first.');
  const path: Segment[] = [];
  let position = 0;
  const take = (pattern: RegExp): string | undefined => {
    pattern.lastIndex = position;
    const match = pattern.exec(text)?.[0];
    if (match !== undefined) position += match.length;
    return match;
  };

  while (position < text.length) {
    if (text[position] === '[') {
      position++;
      if (text[position] === '"') {
        const string = take(STRING);
        const key = string === undefined ? undefined : parseString(string.slice(0, -1));
        if (key === undefined) {
          return fail('path_string_invalid', 'A key in brackets is a JSON string, closed by "]: ["a key"].');
        }
        path.push(key);
      } else {
        if (path.length === 0) {
          return fail('path_starts_with_index', 'A payload is an object: begin with a name, as in items[0].');
        }
        const digits = take(INDEX);
        if (digits === undefined) return bracketError(text.slice(position));
        const index = Number(digits.slice(0, -1));
        if (index > FIELD_PATH_LIMITS.index) {
          return fail('path_index_too_large', `A list index is at most ${FIELD_PATH_LIMITS.index}.`);
        }
        path.push(index);
      }
    } else {
      if (path.length > 0) {
        if (text[position] !== '.') return characterError(text, position);
        position++;
      }
      const name = take(NAME);
      if (name === undefined) {
        const next = text[position];
        if (next === undefined || next === '.' || next === '[') {
          return fail('path_name_missing', 'A name is missing around a dot. An empty key is written [""].');
        }
        return characterError(text, position);
      }
      path.push(name);
    }
    if (path.length > FIELD_PATH_LIMITS.depth) {
      return fail('path_too_deep', `A path has at most ${FIELD_PATH_LIMITS.depth} segments.`);
    }
  }

  if (typeof path[0] === 'string' && path[0].startsWith('$')) {
    return fail(
      'path_key_refused',
      'The first key of a payload cannot begin with $, which is reserved for the end record of an export.',
    );
  }
  const refused = refusedKey(path);
  if (refused !== undefined) {
    return fail(
      'path_key_refused',
      `${refused} is not allowed: it would change objects in JavaScript receivers.`,
    );
  }
  return { ok: true, path };
}

/** Whether `path` equals `prefix` or is inside it. */
export function pathStartsWith(path: FieldPath, prefix: FieldPath): boolean {
  return prefix.every((segment, depth) => segment === path[depth]);
}

/** The shortest text that parses to the same segments. */
export function formatFieldPath(path: FieldPath): string {
  return path
    .map((segment, position) => {
      if (typeof segment === 'number') return `[${segment}]`;
      if (!WHOLE_NAME.test(segment)) return `[${JSON.stringify(segment)}]`;
      return position === 0 ? segment : `.${segment}`;
    })
    .join('');
}

function fail(code: FieldPathErrorCode, message: string): FieldPathResult {
  return { ok: false, error: { code, message } };
}

function characterError(text: string, position: number): FieldPathResult {
  const character = String.fromCodePoint(text.codePointAt(position) ?? 0);
  return fail(
    'path_character_not_allowed',
    WHOLE_NAME.test(character)
      ? 'A dot is missing after a bracket: items[0].name.'
      : `${JSON.stringify(character)} is not allowed in a name. Write such a key as ["…"].`,
  );
}

function bracketError(rest: string): FieldPathResult {
  if (/^(?:0|[1-9][0-9]*)(?![0-9\]])/.test(rest)) {
    return fail('path_index_invalid', 'The ] that closes a list index is missing: [0], [1].');
  }
  return /^[-+0-9]/.test(rest)
    ? fail('path_index_invalid', 'A list index is a whole number without sign or leading zero: [0], [1].')
    : fail('path_bracket_invalid', 'Brackets hold a list index or a quoted key: [0] or ["a key"].');
}

function parseString(json: string): string | undefined {
  try {
    const key: unknown = JSON.parse(json);
    return typeof key === 'string' && !LONE_SURROGATE.test(key) ? key : undefined;
  } catch {
    return undefined;
  }
}

function refusedKey(path: FieldPath): string | undefined {
  if (path.includes('__proto__')) return '__proto__';
  const constructed = path.some((segment, i) => segment === 'constructor' && path[i + 1] === 'prototype');
  return constructed ? 'constructor.prototype' : undefined;
}
