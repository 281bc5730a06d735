import { formatPointer, parsePointer, utf8Length } from '@rowhook/contracts';
import { z } from 'zod';
import type { ApiError } from '../../api/errors';
import type { SentSchema } from '../../api/client';
import { member, readJson, type ExactJson } from '../../lib/json/read-json';
import { decodeFragment } from '../../lib/json/schema';

/** A receiver's schema: a JSON Schema, or a component of an OpenAPI document. */
export const ReceiverSchema = z.object({
  /** The document as it was pasted or opened; without its other parts if it is a large OpenAPI document. */
  text: z.string(),
  /** The name of its file or its title. */
  name: z.string(),
  /** Of an OpenAPI document. */
  component: z.string().optional(),
});
export type ReceiverSchema = z.infer<typeof ReceiverSchema>;

/** Whether a problem is about the receiver's schema. */
export function isSchemaError(error: ApiError | undefined): error is ApiError {
  return error?.code === 'schema_invalid' || error?.code === 'schema_limit_exceeded';
}

export type SchemaDocument =
  | { state: 'empty' }
  | { state: 'unreadable'; message: string; line: number; column: number }
  /** JSON that is no schema. */
  | { state: 'other'; message: string }
  | { state: 'schema'; dialect: string; title: string | undefined }
  | { state: 'openapi'; title: string | undefined; components: string[] };

/** The kind of a document, and its components to choose from. */
export function readSchemaDocument(text: string): SchemaDocument {
  if (text.trim() === '') return { state: 'empty' };
  const read = readJson(text);
  if (!read.ok) {
    const yaml = /^\s*(?:openapi|swagger|\$schema|type)\s*:/m.test(text);
    const message = yaml ? 'This looks like YAML. Convert it to JSON first.' : read.mistake.message;
    return { state: 'unreadable', ...read.mistake, message };
  }
  if (text.slice(read.end).trim() !== '')
    return { state: 'other', message: 'There is more text after the document. Remove it.' };
  const document = read.value;
  if (document.kind !== 'object')
    return { state: 'other', message: 'A JSON Schema is an object. Paste the whole document.' };
  const swagger = member(document, 'swagger');
  if (swagger?.kind === 'string')
    return {
      state: 'other',
      message: `Swagger ${swagger.value} is not supported. Convert the document to OpenAPI 3.`,
    };
  if (member(document, 'openapi')?.kind === 'string') {
    const schemas = member(member(document, 'components'), 'schemas');
    const components = schemas?.kind === 'object' ? schemas.entries.map(([name]) => name) : [];
    return components.length === 0
      ? { state: 'other', message: 'This OpenAPI document has no component schemas.' }
      : {
          state: 'openapi',
          title: stringOf(member(member(document, 'info'), 'title')),
          components: [...new Set(components)],
        };
  }
  const dialect = dialectOf(stringOf(member(document, '$schema')));
  return { state: 'schema', dialect, title: stringOf(member(document, 'title')) };
}

const sent = new WeakMap<ReceiverSchema, SentSchema>();
let lastId = 0;

/** Returns the text to send: a JSON Schema unchanged, or the component of an OpenAPI document with its references. */
export function sentSchema(schema: ReceiverSchema): SentSchema {
  const known = sent.get(schema);
  if (known !== undefined) return known;
  const { text, component } = schema;
  const made = {
    id: ++lastId,
    text: component === undefined ? text.trim() : partOf(text, component),
    component,
  };
  sent.set(schema, made);
  return made;
}

/** A body may have 2 MiB, and the mapping needs some of it. */
const SENT_BYTES_MAX = 1_900_000;

/** Above this a document is kept without what is not sent: browsers store some megabytes in all. */
const KEPT_CHARACTERS_MAX = 500_000;

/** The schema to use of a document, or why it cannot be sent. */
export function chooseSchema(schema: ReceiverSchema): { schema: ReceiverSchema } | { tooLarge: number } {
  const { text, component } = schema;
  const size = utf8Length(sentSchema(schema).text);
  if (size > SENT_BYTES_MAX) return { tooLarge: size };
  if (component === undefined || text.length <= KEPT_CHARACTERS_MAX) return { schema };
  return { schema: { ...schema, text: sentSchema(schema).text } };
}

/** The schema of a text that was pasted elsewhere; undefined if the text is not a schema or is too large to be sent. */
export function pastedSchema(text: string, component: string | undefined): ReceiverSchema | undefined {
  const read = readSchemaDocument(text);
  if (read.state !== 'schema' && read.state !== 'openapi') return undefined;
  const name = read.title ?? PASTED;
  const choice = chooseSchema({ text, name, ...(component === undefined ? {} : { component }) });
  return 'schema' in choice ? choice.schema : undefined;
}

/** The name of a schema without a title. */
export const PASTED = 'pasted schema';

type JsonObject = Record<string, unknown>;

/** The part of an OpenAPI document that one of its components needs. References lead anywhere in the document. */
function partOf(text: string, component: string): string {
  // A byte order mark counts as white space for `trim`.
  const document = JSON.parse(text.trim()) as JsonObject;
  const part: JsonObject = { openapi: document['openapi'], info: document['info'], paths: {} };
  if ('jsonSchemaDialect' in document) part['jsonSchemaDialect'] = document['jsonSchemaDialect'];
  const queue = [formatPointer(['components', 'schemas', component])];
  const done = new Set<string>();
  for (let pointer = queue.pop(); pointer !== undefined; pointer = queue.pop()) {
    const tokens = parsePointer(pointer);
    const value = tokens?.reduce<unknown>(memberOf, document);
    if (done.has(pointer) || tokens === undefined || value === undefined) continue;
    done.add(pointer);
    put(part, tokens, value);
    queue.push(...referencesIn(value));
  }
  return JSON.stringify(part);
}

function memberOf(value: unknown, key: string): unknown {
  return typeof value === 'object' && value !== null && Object.hasOwn(value, key)
    ? (value as JsonObject)[key]
    : undefined;
}

/** Puts a value at a place of an object, with empty objects around it. */
function put(part: JsonObject, tokens: readonly string[], value: unknown): void {
  let around = part;
  for (const token of tokens.slice(0, -1)) {
    if (!Object.hasOwn(around, token)) around[token] = {};
    around = around[token] as JsonObject;
  }
  const last = tokens.at(-1) ?? '';
  around[last] = value;
}

/** The local references in a value, as JSON Pointers. */
function referencesIn(value: unknown): string[] {
  const found: string[] = [];
  JSON.stringify(value, (_key, each: unknown) => {
    if (typeof each === 'string' && each.startsWith('#/')) found.push(decodeFragment(each.slice(1)));
    return each;
  });
  return found;
}

function stringOf(node: ExactJson | undefined): string | undefined {
  return node?.kind === 'string' && node.value.trim() !== '' ? node.value.trim() : undefined;
}

/** `draft 7` or `2020-12`: the gateway takes 2020-12 where the document has no "$schema". */
function dialectOf(name: string | undefined): string {
  const [, old, dated] = /draft-0?(\d+)|draft\/([\d-]+)/.exec(name ?? '') ?? [];
  return old === undefined ? (dated ?? '2020-12') : `draft ${old}`;
}

/** The end of an issue's message; empty if the validator compared the exact numbers. */
export function exactness({ exact }: { exact: boolean }): string {
  return exact ? '' : ' (not exact: a number beyond 2^53 was compared)';
}
