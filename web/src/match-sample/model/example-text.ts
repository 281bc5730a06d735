import { plural } from '../../lib/format';
import { readJson, type ExactJson } from '../../lib/json/read-json';
import { componentSchemas, isSchema } from '../../lib/json/schema';
import { isCurl, readCurl, type CurlRequest } from '../../lib/curl';
import { leavesOf, schemaLeaves, type Leaf, type Leaves } from './leaves';

/** The example of one payload is small; what is larger is an export, or the wrong file. */
export const EXAMPLE_CHARS_MAX = 500_000;
/** Descriptions of whole APIs are longer. */
const DOCUMENT_CHARS_MAX = 10_000_000;

export type ExampleRead =
  | { state: 'empty' }
  | { state: 'unreadable'; title: string; message: string }
  | {
      state: 'read';
      leaves: readonly Leaf[];
      /** Sentences about the parts of the text that were ignored. */
      notes: readonly string[];
      /** The request of a cURL command. */
      request?: CurlRequest;
      /** Whether it is a JSON Schema or an OpenAPI document. */
      isSchema?: boolean;
      /** The component schemas of an OpenAPI document, and the one that is read. */
      schemas?: readonly string[];
      schema?: string;
    };

/**
 * Reads what was pasted as what a receiver expects: a payload, a cURL command with one, a JSON Schema, or an OpenAPI document.
 * `schemaName` chooses one of its component schemas. No number is rounded on the way.
 */
export function readExample(text: string, schemaName?: string): ExampleRead {
  if (text.trim() === '') return { state: 'empty' };
  const isDocument = /^\s*\{\s*"(?:openapi|swagger|\$schema|info)"/.test(text);
  if (text.length > (isDocument ? DOCUMENT_CHARS_MAX : EXAMPLE_CHARS_MAX)) {
    const size = `${Math.ceil(text.length / 1000).toLocaleString('en')},000 characters`;
    return unreadable(
      'This is too long for one payload',
      `It has about ${size}. Paste the JSON of a single payload.`,
    );
  }
  if (isCurl(text)) return readCommand(text);
  if (/^(?:---\s+)?(?:openapi|swagger)\s*:/.test(text.trimStart()))
    return unreadable('This document is YAML', 'Paste it as JSON: most receivers offer both.');
  const read = readJson(text);
  if (!read.ok) {
    const { line, column, message } = read.mistake;
    return unreadable(`Not JSON yet: line ${line}, column ${column}`, message);
  }
  const notes =
    text.slice(read.end).trim() === ''
      ? []
      : ['More text follows the first JSON value: only the first value is used.'];
  return readValue(read.value, notes, schemaName);
}

function readCommand(text: string): ExampleRead {
  const request = readCurl(text);
  if (request.body.trim() === '')
    return unreadable('This command has no body', 'Paste a command that sends JSON, with --data or --json.');
  if (request.body.startsWith('@'))
    return unreadable(
      'The body of this command is in a file',
      `Paste the content of ${request.body.slice(1)}.`,
    );
  const read = readJson(request.body);
  if (!read.ok)
    return unreadable(
      'The body of this command is not JSON',
      `${read.mistake.message} Paste the JSON alone.`,
    );
  const result = readValue(read.value, []);
  return result.state === 'read' ? { ...result, request } : result;
}

function readValue(value: ExactJson, notes: string[], schemaName?: string): ExampleRead {
  const isList = value.kind === 'list';
  const root = isList ? value.items[0] : value;
  if (root?.kind !== 'object') {
    const found = isList ? 'a list without an object in it' : 'a single value';
    return unreadable('A payload is an object', `This is ${found}. Paste one whole payload, from { to }.`);
  }
  if (isList && value.items.length === 1)
    notes.push('A list of one: its entry is used, as one row is one payload.');
  else if (isList) notes.push(`A list of ${value.items.length}: its first entry is used.`);
  const components = componentSchemas(root);
  if (components !== undefined) {
    const chosen = components.find(({ name }) => name === schemaName) ?? components[0];
    if (chosen === undefined)
      return unreadable(
        'This document has no schemas',
        'Its components describe no object. Paste a payload.',
      );
    const schemas = components.map(({ name }) => name);
    return withLeaves(schemaLeaves(root, chosen.schema), notes, {
      isSchema: true,
      schemas,
      schema: chosen.name,
    });
  }
  if (isSchema(root)) return withLeaves(schemaLeaves(root, root), notes, { isSchema: true });
  return withLeaves(leavesOf(root), notes);
}

function withLeaves(
  { leaves, skipped }: Leaves,
  notes: readonly string[],
  more: { isSchema?: boolean; schemas?: readonly string[]; schema?: string } = {},
): ExampleRead {
  if (leaves.length === 0 && more.schemas === undefined)
    return unreadable('This payload is empty', 'Paste an example with values in it.');
  const aside = `${plural(skipped, 'value')} ignored: no field path can name them, or there are too many.`;
  return { state: 'read', leaves, notes: skipped > 0 ? [...notes, aside] : notes, ...more };
}

function unreadable(title: string, message: string): ExampleRead {
  return { state: 'unreadable', title, message };
}
