import type { FastifyInstance } from 'fastify';
import { endpoints, type SchemaIssue } from '@rowhook/contracts';
import { withMembers } from '../json-text.js';
import { serve, type Call, type Services } from './endpoint.js';

type PreviewCall = Call<typeof endpoints.createPreview>;

export function previewRoutes(app: FastifyInstance, services: Services): void {
  serve(app, services, endpoints.createPreview, (call) => {
    const { body, bodyText, source, relay } = call;
    const hasSchema = body.schema !== undefined || body.component !== undefined;
    return hasSchema ? validated(services, call) : relay('preview', withMembers(source, bodyText));
  });
}

/** The preview with what the schema says about each payload. */
async function validated(
  { engine, validators }: Services,
  { bodyText, source, caller }: PreviewCall,
): Promise<Buffer> {
  const validator = validators.lend(caller.signal);
  try {
    const { rest } = await validator.ask('prepare', { body: bodyText });
    const { value, bytes } = await engine.relay('preview', withMembers(source, rest), caller);
    const { issues } = await validator.ask('validate', { bodies: value.payloads.map(({ body }) => body) });
    return withSchemaIssues(bytes, issues);
  } finally {
    validator.release();
  }
}

/** Adds a member to the text of a preview, whose other bytes stay the engine's. */
function withSchemaIssues(preview: Buffer, schemaIssues: SchemaIssue[][]): Buffer {
  const end = preview.lastIndexOf('}');
  return Buffer.concat([
    preview.subarray(0, end),
    Buffer.from(`,"schemaIssues":${JSON.stringify(schemaIssues)}}`),
  ]);
}
