import type { FastifyInstance } from 'fastify';
import { endpoints, hasSchema, type SchemaIssue } from '@rowhook/contracts';
import { serve, withMembers, type Call, type Services } from './endpoint.js';

type PreviewCall = Call<typeof endpoints.createPreview>;

export function previewRoutes(app: FastifyInstance, services: Services): void {
  serve(app, services, endpoints.createPreview, (call) => {
    const { body, bodyText, database, forward } = call;
    return hasSchema(body) ? validated(services, call) : forward('preview', withMembers(database, bodyText));
  });
}

/** The preview with the schema's issues of each payload. */
async function validated(
  { engine, validators }: Services,
  { bodyText, database, caller }: PreviewCall,
): Promise<Buffer> {
  const validator = validators.acquire(caller.signal);
  try {
    const { rest } = await validator.request('prepare', { body: bodyText });
    const { value, bytes } = await engine.callWithBytes('preview', withMembers(database, rest), caller);
    const { issues } = await validator.request('validate', {
      bodies: value.payloads.map(({ body }) => body),
    });
    return withSchemaIssues(bytes, issues);
  } finally {
    validator.release();
  }
}

/** Adds a member to the text of a preview and leaves the engine's bytes unchanged. */
function withSchemaIssues(preview: Buffer, schemaIssues: SchemaIssue[][]): Buffer {
  const end = preview.lastIndexOf('}');
  return Buffer.concat([
    preview.subarray(0, end),
    Buffer.from(`,"schemaIssues":${JSON.stringify(schemaIssues)}}`),
  ]);
}
