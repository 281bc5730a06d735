import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import { z } from 'zod';
import { compileSchema, type CompiledSchema } from '../../src/validator/thread/compile.js';
import { SchemaError, SchemaLimit } from '../../src/validator/thread/schema-error.js';
import { required } from '../support/environment.js';
import knownFailures from './known-failures.json' with { type: 'json' };

const SUITE = required('JSON_SCHEMA_TEST_SUITE');

const DIALECTS = {
  draft7: 'http://json-schema.org/draft-07/schema#',
  'draft2019-09': 'https://json-schema.org/draft/2019-09/schema',
  'draft2020-12': 'https://json-schema.org/draft/2020-12/schema',
};

const Groups = z.array(
  z.object({
    description: z.string(),
    schema: z.union([z.boolean(), z.record(z.string(), z.unknown())]),
    tests: z.array(z.object({ description: z.string(), data: z.unknown(), valid: z.boolean() })),
  }),
);
/** Formats that ajv-formats does not have, and which are annotations only. */
const UNKNOWN_FORMATS = /format\/(idn-email|idn-hostname|iri|iri-reference)\.json$/;

type Group = z.output<typeof Groups>[number];

it.each(Object.entries(DIALECTS))('%s: only the known tests fail', (draft, $schema) => {
  const failures: string[] = [];
  let passed = 0;
  const names = readdirSync(path.join(SUITE, draft), { recursive: true, encoding: 'utf8' });
  for (const name of names.filter((name) => name.endsWith('.json') && !UNKNOWN_FORMATS.test(name))) {
    const file = `${draft}/${name}`;
    for (const group of Groups.parse(JSON.parse(readFileSync(path.join(SUITE, file), 'utf8')))) {
      const failed = failuresOf(group, $schema);
      passed += group.tests.length - failed.length;
      failures.push(...failed.map((failure) => `${file}: ${group.description}: ${failure}`));
    }
  }
  expect(failures.sort()).toEqual(
    Object.values(knownFailures)
      .flat()
      .filter((failure) => failure.startsWith(`${draft}/`))
      .sort(),
  );
  expect(passed).toBeGreaterThan(1_000);
});

/** The descriptions of the tests with a wrong result. */
function failuresOf({ schema, tests }: Group, $schema: string): string[] {
  const compiled = compile(typeof schema === 'boolean' ? schema : { $schema, ...schema });
  if (compiled === undefined) return ['refused'];
  return tests
    .filter(({ data, valid }) => isValid(compiled, data) !== valid)
    .map(({ description }) => description);
}

function compile(schema: unknown): CompiledSchema | undefined {
  try {
    return compileSchema(schema);
  } catch (error) {
    if (error instanceof SchemaError || error instanceof SchemaLimit) return undefined;
    throw error;
  }
}

function isValid(schema: CompiledSchema, payload: unknown): boolean | undefined {
  try {
    return schema.validate(payload).length === 0;
  } catch (error) {
    if (error instanceof SchemaLimit) return undefined;
    throw error;
  }
}
