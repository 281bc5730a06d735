import { Ajv as Ajv7, type Options } from 'ajv';
import { Ajv2019 } from 'ajv/dist/2019.js';
import { Ajv2020 } from 'ajv/dist/2020.js';
import type Ajv from 'ajv/dist/core.js';
import addFormats from 'ajv-formats';
import { replaceMultipleOf } from './multiple-of.js';

/** A version of JSON Schema, or the variant of OpenAPI 3.0. */
export type Dialect = 'draft-07' | '2019-09' | '2020-12' | 'OpenAPI 3.0';

const DIALECTS: Record<string, Dialect> = {
  'json-schema.org/draft-07/schema': 'draft-07',
  'json-schema.org/draft/2019-09/schema': '2019-09',
  'json-schema.org/draft/2020-12/schema': '2020-12',
};

/** The dialect that a `$schema` names. */
export function dialectOf($schema: unknown): Dialect | undefined {
  if ($schema === undefined) return '2020-12';
  return typeof $schema === 'string'
    ? DIALECTS[$schema.replace(/^https?:\/\//, '').replace(/#$/, '')]
    : undefined;
}

/** Whether `$ref` hides the keywords beside it. */
export const refStandsAlone = (dialect: Dialect) => dialect === 'draft-07' || dialect === 'OpenAPI 3.0';

export function createAjv(dialect: Dialect): Ajv.default {
  const options: Options = {
    // Compilation reports unknown keywords with their places. The other strict rules refuse schemas that are valid.
    strict: false,
    logger: false,
    allErrors: true,
    // For `parentSchema`, by which a keyword is found again, and `data`.
    verbose: true,
    // A payload may have a key like "constructor".
    ownProperties: true,
    code: { regExp: Object.assign(createRegExp, { code: 'new RegExp' }) },
  };
  const ajv = createBare(dialect, options);
  addFormats.default(ajv);
  replaceMultipleOf(ajv);
  return ajv;
}

function createBare(dialect: Dialect, options: Options): Ajv.default {
  if (dialect === '2020-12') return new Ajv2020(options);
  return dialect === '2019-09' ? new Ajv2019(options) : new Ajv7(options);
}

/** Uses the flag `u`, as JSON Schema recommends, unless the pattern is valid only without it, for example because of `\-`. */
function createRegExp(pattern: string): RegExp {
  try {
    return new RegExp(pattern, 'u');
  } catch {
    return new RegExp(pattern);
  }
}

export function isRegExp(pattern: string): boolean {
  try {
    return createRegExp(pattern) instanceof RegExp;
  } catch {
    return false;
  }
}

/** Ajv's own keywords, one of draft 4, and the dynamic references, which ajv resolves to the wrong schema in some cases. */
const REJECTED = new Set(['$async', 'nullable', 'id', '$dynamicRef', '$recursiveRef']);

/** Keywords of the Schema Object of OpenAPI that say nothing about validity. */
const OPENAPI_ANNOTATIONS = ['discriminator', 'example', 'externalDocs', 'xml'];

/** The keywords that a schema may have. */
export function knownKeywords({ RULES }: Ajv.default, { openApi }: { openApi: boolean }): Set<string> {
  const standard = Object.keys(RULES.keywords).filter((keyword) => !REJECTED.has(keyword));
  return new Set([...standard, '$anchor', ...(openApi ? OPENAPI_ANNOTATIONS : [])]);
}
