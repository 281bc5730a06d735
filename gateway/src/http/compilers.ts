import type { FastifyInstance } from 'fastify';
import { toFieldErrors, toParameterErrors } from '@rowhook/contracts';
import type { z } from 'zod';
import { contractViolation, ProblemError } from './problems.js';

/**
 * Sets Fastify's compilers for the Zod schemas of the contracts. A request that breaks its schema is `request_invalid`, a response that
 * breaks its schema `internal`.
 */
export function registerCompilers(app: FastifyInstance): void {
  app.setValidatorCompiler<z.ZodType>(({ schema, httpPart }) => (data) => {
    const result = schema.safeParse(data);
    if (result.success) return { value: result.data };
    const errors = httpPart === 'querystring' ? toParameterErrors(result.error) : toFieldErrors(result.error);
    return {
      error: new ProblemError('request_invalid', 'The request breaks the contract; see errors.', { errors }),
    };
  });
  app.setSerializerCompiler<z.ZodType>(({ schema, url }) => (data) => {
    const result = schema.safeParse(data);
    if (!result.success) throw contractViolation(`the response of ${url}`, result.error);
    return JSON.stringify(result.data);
  });
}
