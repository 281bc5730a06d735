import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import {
  CELL_CHARACTERS,
  Cast,
  EngineExportRequest,
  FIELD_PATH_LIMITS,
  Field,
  IssueCode,
  MAPPING_LIMITS,
  Mapping,
  MappingErrorCode,
  NullPolicy,
  REPORT_LIMITS,
  ROWS_LIMIT,
  Rows,
  SOURCE_LIMITS,
  STEP_LIMITS,
  Source,
  SourceErrorCode,
  Step,
  WORKERS_LIMIT,
  WarningCode,
  checkPlacements,
  exportMembers,
  fieldPathErrorCodes,
  formatFieldPath,
  nullPolicyOf,
  parseFieldPath,
  problemKinds,
  toFieldErrors,
} from './index.js';

/** A vector file with at least one case; the engine's tests read the same files. */
function vectors<Case extends z.ZodType>(name: string, schema: Case): z.output<Case>[] {
  const text = readFileSync(new URL(`../vectors/${name}.json`, import.meta.url), 'utf8');
  return z.array(schema).nonempty().parse(JSON.parse(text));
}

describe('field-paths.json', () => {
  const cases = vectors(
    'field-paths',
    z.union([
      z.strictObject({
        text: z.string(),
        path: z.array(z.union([z.string(), z.int()])),
        format: z.string().optional(),
      }),
      z.strictObject({
        text: z.string(),
        error: z.enum(fieldPathErrorCodes),
        says: z.string().optional(),
      }),
    ]),
  );

  it.each(cases)('$text', (vector) => {
    const result = parseFieldPath(vector.text);
    if ('error' in vector) {
      const message = expect.stringContaining(vector.says ?? '') as string;
      expect(result).toMatchObject({ ok: false, error: { code: vector.error, message } });
      return;
    }
    expect(result).toEqual({ ok: true, path: vector.path });
    const formatted = formatFieldPath(vector.path);
    expect(formatted).toBe(vector.format ?? vector.text);
    expect(parseFieldPath(formatted)).toEqual(result);
  });

  it('has a case for every error code', () => {
    const seen = new Set(cases.flatMap((vector) => ('error' in vector ? [vector.error] : [])));
    expect([...seen].sort()).toEqual([...fieldPathErrorCodes].sort());
  });
});

describe('conflicts.json', () => {
  const location = { pointer: z.string(), related: z.string().optional() };
  const cases = vectors(
    'conflicts',
    z.strictObject({
      name: z.string(),
      fields: z.array(z.strictObject({ to: z.string(), omit: z.boolean().default(false) })),
      errors: z.array(z.strictObject({ code: MappingErrorCode, ...location })),
      warnings: z.array(z.strictObject({ code: WarningCode, ...location })),
    }),
  );

  it.each(cases)('$name', ({ fields, errors, warnings }) => {
    const result = checkPlacements(fields);
    const withoutMessage = ({ message, ...rest }: { message: string }) => {
      expect(message).toMatch(/\w.*\.$/s);
      return rest;
    };
    expect(result.errors.map(withoutMessage)).toEqual(errors);
    expect(result.warnings.map(withoutMessage)).toEqual(warnings);
  });
});

const nameOf = (step: Step) => (typeof step === 'string' ? step : Object.keys(step));

describe('payloads.json, steps.json and mapping-errors.json', () => {
  const shared = {
    name: z.string(),
    columns: z.array(z.strictObject({ name: z.string(), type: z.string() })),
    onNull: NullPolicy.optional(),
    fields: z.array(Field),
  };
  const payload = z.strictObject({
    ...shared,
    rows: z
      .array(
        z.union([
          z.strictObject({ values: z.array(z.string().nullable()), body: z.string() }),
          z.strictObject({
            values: z.array(z.string().nullable()),
            issues: z.array(z.strictObject({ field: z.int(), code: IssueCode })).nonempty(),
          }),
        ]),
      )
      .nonempty(),
  });
  const steps = vectors('steps', payload);
  const payloads = [...vectors('payloads', payload), ...steps];
  const mappingErrors = vectors(
    'mapping-errors',
    z.strictObject({
      ...shared,
      errors: z
        .array(z.strictObject({ code: MappingErrorCode, pointer: z.string(), says: z.string() }))
        .nonempty(),
    }),
  );

  it.each(payloads)('$name: has no path errors, and its bodies are JSON', (vector) => {
    const mapping = Mapping.parse({ version: 1, onNull: vector.onNull, fields: vector.fields });
    const placements = mapping.fields.map((field) => ({
      to: field.to,
      omit: nullPolicyOf(field, mapping) === 'omit',
    }));
    expect(checkPlacements(placements).errors).toEqual([]);
    for (const row of vector.rows) {
      if ('body' in row) expect(typeof JSON.parse(row.body)).toBe('object');
    }
  });

  it('have a case for every issue of a value', () => {
    const seen = new Set(
      payloads.flatMap(({ rows }) =>
        rows.flatMap((row) => ('issues' in row ? row.issues.map(({ code }) => code) : [])),
      ),
    );
    const notOfValues = ['invalid_utf8', 'row_too_large', 'column_failed'];
    expect([...seen, ...notOfValues].sort()).toEqual([...IssueCode.options].sort());
  });

  it('have a case for every step', () => {
    const seen = steps.flatMap(({ fields }) =>
      fields.flatMap((field) => ('steps' in field && field.steps) || []).flatMap(nameOf),
    );
    const names = Step.options.flatMap((step) => ('shape' in step ? Object.keys(step.shape) : step.options));
    expect([...new Set(seen)].sort()).toEqual(names.sort());
  });

  it.each(mappingErrors)('$name: checkPlacements finds the path errors', (vector) => {
    const placements = vector.fields.map(({ to }) => ({ to, omit: false }));
    const expected = vector.errors.filter(({ pointer }) => pointer.endsWith('/to'));
    expect(checkPlacements(placements).errors.map(({ code, pointer }) => ({ code, pointer }))).toEqual(
      expected.map(({ code, pointer }) => ({ code, pointer })),
    );
  });
});

describe.each([
  ['sources', Source],
  ['rows', Rows],
  ['mappings', Mapping],
])('%s.json', (file, schema) => {
  const cases = vectors(
    file,
    z.strictObject({
      name: z.string(),
      document: z.json(),
      pointers: z.array(z.string()),
      says: z.string().optional(),
    }),
  );

  it.each(cases)('$name', ({ document, pointers, says }) => {
    const { error } = schema.safeParse(document);
    const found = error ? toFieldErrors(error) : [];
    expect(found.map(({ pointer }) => pointer).sort()).toEqual(pointers);
    if (says !== undefined) expect(found.map(({ message }) => message).join(' ')).toContain(says);
  });
});

describe('export-requests.json', () => {
  const cases = vectors(
    'export-requests',
    z.strictObject({ name: z.string(), request: z.json(), pointers: z.array(z.string()) }),
  );

  it.each(cases)('$name', ({ request, pointers }) => {
    const { error } = EngineExportRequest.safeParse(request);
    const found = error ? toFieldErrors(error).map(({ pointer }) => pointer) : [];
    expect(found.sort()).toEqual(pointers);
  });
});

describe('codes.json', () => {
  it('contains the codes, limits and defaults of the contracts', () => {
    const text = readFileSync(new URL('../vectors/codes.json', import.meta.url), 'utf8');
    expect(JSON.parse(text)).toEqual({
      problems: Object.fromEntries(
        Object.entries(problemKinds).map(([code, { status, title, retryable }]) => [
          code,
          { status, title, retryable },
        ]),
      ),
      mappingErrors: MappingErrorCode.options,
      sourceErrors: SourceErrorCode.options,
      issues: IssueCode.options,
      warnings: WarningCode.options,
      casts: Cast.options,
      limits: {
        rows: ROWS_LIMIT,
        workers: WORKERS_LIMIT,
        cellCharacters: CELL_CHARACTERS,
        mapping: MAPPING_LIMITS,
        step: STEP_LIMITS,
        source: SOURCE_LIMITS,
        fieldPath: FIELD_PATH_LIMITS,
        report: REPORT_LIMITS,
        constantNumber: Number.MAX_SAFE_INTEGER,
        exportRows: exportMembers.limit.unwrap().maxValue,
      },
    });
  });
});
