import type { FieldError } from '@rowhook/contracts';
import { ERRORS_LIMIT } from '@rowhook/contracts/field-errors';
import { formatPointer, parsePointer } from '@rowhook/contracts/json-pointer';
import { nearest } from '@rowhook/contracts/nearest';
import { MissingRefError, type AnySchema, type ValidateFunction } from 'ajv';
import { createAjv, isRegExp, knownKeywords, refStandsAlone } from './dialect.js';
import { messageOf } from './issue-message.js';
import { issuesOf, type FoundIssue } from './issues.js';
import { normalizeOpenApi30 } from './openapi-30.js';
import { Places } from './places.js';
import { refuse, SchemaError, SchemaLimit } from './schema-error.js';
import { isObject, subschemasOf, type JsonObject } from './subschemas.js';
import { targetOf, type Target } from './target.js';

export interface CompiledSchema {
  /** How the payload breaks the schema. Throws SchemaLimit. */
  validate(payload: unknown): FoundIssue[];
}

/** Compiles a schema, or a component of an OpenAPI document. May change `schema`. Throws SchemaError. */
export function compileSchema(schema: unknown, component?: string): CompiledSchema {
  return new Compilation(targetOf(schema, component)).compile();
}

/** Compiles one schema. */
class Compilation {
  readonly #ajv: ReturnType<typeof createAjv>;
  readonly #known: Set<string>;
  readonly #places = new Places();
  readonly #errors: FieldError[] = [];
  /** Pointers of schemas that are not visited yet. */
  readonly #queue: string[];
  /** The visited schemas that a pointer led to; each is validated against its meta-schema. */
  readonly #roots: unknown[] = [];

  constructor(private readonly target: Target) {
    this.#ajv = createAjv(target.dialect);
    this.#known = knownKeywords(this.#ajv, target);
    this.#queue = [target.start];
  }

  compile(): CompiledSchema {
    const holder = { root: this.target.root };
    for (let pointer; (pointer = this.#queue.pop()) !== undefined;) this.#visitAt(holder, pointer);
    this.#refuseErrors();
    for (const root of this.#roots) this.#validateSchema(root);
    this.#refuseErrors();
    const validate = this.#toFunction(holder.root);
    const places = this.#places;
    return {
      validate: (payload) => {
        if (isValid(validate, payload)) return [];
        return issuesOf(validate.errors ?? [], places);
      },
    };
  }

  /** Visits the schema at a pointer once. */
  #visitAt(holder: JsonObject, pointer: string) {
    let parent: unknown = holder;
    let key = 'root';
    for (const token of parsePointer(pointer) ?? []) {
      parent = (parent as JsonObject)[key];
      if (!isObject(parent) && !Array.isArray(parent)) return;
      if (!Object.hasOwn(parent, token)) return;
      key = token;
    }
    const schema = (parent as JsonObject)[key];
    if (isObject(schema) && this.#places.has(schema)) return;
    this.#visit(parent as JsonObject, key, pointer);
    this.#roots.push((parent as JsonObject)[key]);
  }

  #visit(holder: JsonObject | unknown[], key: string | number, pointer: string) {
    const list = holder as Record<string | number, unknown>;
    const schema = list[key];
    // Ajv has messages of its own for `false` as "additionalProperties" and similar keywords.
    const isNamed = this.#places.has(holder) && /^(additional|unevaluated|items$)/.test(String(key));
    if (schema === false && !isNamed) list[key] = this.#places.never(pointer);
    if (!isObject(schema)) return;
    this.#checkKeywords(schema, pointer);
    const { $ref } = schema;
    if (typeof $ref === 'string' && refStandsAlone(this.target.dialect)) removeSiblings(schema);
    if (this.target.openApi && typeof $ref === 'string' && $ref.startsWith('#/'))
      this.#queue.push(decode($ref.slice(1)));
    this.#places.set(schema, pointer);
    for (const inner of subschemasOf(schema, pointer)) this.#visit(inner.holder, inner.key, inner.pointer);
    if (this.target.dialect !== 'OpenAPI 3.0') return;
    const normalized = normalizeOpenApi30(schema);
    if (normalized !== schema) this.#places.addWrapper(normalized);
    list[key] = normalized;
  }

  #checkKeywords(schema: JsonObject, pointer: string) {
    this.#checkPatterns(schema, pointer);
    for (const keyword of Object.keys(schema)) {
      if (this.#errors.length === ERRORS_LIMIT) return;
      if (this.#known.has(keyword) || keyword.startsWith('x-')) continue;
      if (keyword === 'nullable' && this.target.dialect === 'OpenAPI 3.0') continue;
      const near = nearest(keyword, this.#known);
      const hint = near === undefined ? '' : ` Did you mean "${near}"?`;
      this.#report(
        pointer + formatPointer([keyword]),
        'unknown_keyword',
        `${this.target.dialect} has no keyword "${keyword}".${hint}`,
      );
    }
  }

  /** Ajv stops at the first invalid pattern and does not say where it is. */
  #checkPatterns({ pattern, patternProperties }: JsonObject, pointer: string) {
    const keys = isObject(patternProperties) ? Object.keys(patternProperties) : [];
    const places = keys.map((key): [string, string[]] => [key, ['patternProperties', key]]);
    if (typeof pattern === 'string') places.push([pattern, ['pattern']]);
    for (const [text, path] of places) {
      if (isRegExp(text)) continue;
      this.#report(
        pointer + formatPointer(path),
        'invalid_pattern',
        'Expected a regular expression of ECMAScript.',
      );
    }
  }

  #validateSchema(schema: unknown) {
    if (this.#ajv.validateSchema(schema as AnySchema)) return;
    const pointers = new Set<string>();
    for (const error of this.#ajv.errors ?? []) {
      const pointer = this.#places.resolve(schema, error.instancePath);
      // One error per place is enough: a union reports one for each branch.
      if (pointers.size < pointers.add(pointer).size)
        this.#report(pointer, error.keyword, `The value ${messageOf(error)}.`);
    }
  }

  #toFunction(root: unknown): ValidateFunction {
    try {
      return this.#ajv.compile(root as AnySchema);
    } catch (error) {
      if (error instanceof MissingRefError) throw this.#missing(error);
      if (error instanceof RangeError) throw new SchemaLimit();
      const reason = (error as Error).message.replace(/\.$/, '');
      throw refuse('/schema', 'not_compiled', `The schema cannot be compiled: ${reason}.`);
    }
  }

  #missing({ missingRef, missingSchema }: MissingRefError): SchemaError {
    const isMissing = (ref: unknown): ref is string => typeof ref === 'string' && missingRef.endsWith(ref);
    for (const [schema, pointer] of this.#places.entries) {
      const keyword = ['$ref', '$dynamicRef', '$recursiveRef'].find((name) =>
        isMissing((schema as JsonObject)[name]),
      );
      if (keyword === undefined) continue;
      const ref = String((schema as JsonObject)[keyword]);
      if (ref.startsWith('#'))
        this.#report(`${pointer}/${keyword}`, 'unknown_reference', `The schema has no "${ref}".`);
      else
        this.#report(
          `${pointer}/${keyword}`,
          'remote_reference',
          'Only references within the schema are followed. Copy into it what this refers to.',
        );
    }
    const nowhere = `The schema refers to "${missingRef}", which is not in it.`;
    return this.#errors.length > 0
      ? new SchemaError(this.#errors)
      : refuse('/schema', missingSchema === '' ? 'unknown_reference' : 'remote_reference', nowhere);
  }

  #report(pointer: string, code: string, message: string) {
    if (this.#errors.length < ERRORS_LIMIT)
      this.#errors.push({ pointer: `/schema${pointer}`, code, message });
  }

  #refuseErrors() {
    if (this.#errors.length > 0) throw new SchemaError(this.#errors);
  }
}

function removeSiblings(schema: JsonObject) {
  for (const keyword of Object.keys(schema)) {
    if (!['$ref', '$defs', 'definitions'].includes(keyword)) Reflect.deleteProperty(schema, keyword);
  }
}

/** A schema may recurse without end, and V8 refuses some patterns only when they are used. */
function isValid(validate: ValidateFunction, payload: unknown): boolean {
  try {
    return validate(payload);
  } catch (error) {
    if (error instanceof RangeError || error instanceof SyntaxError) throw new SchemaLimit();
    throw error;
  }
}

/** A reference is a URI, so its pointer may have percent codes. */
function decode(fragment: string): string {
  try {
    return decodeURIComponent(fragment);
  } catch {
    return fragment;
  }
}
