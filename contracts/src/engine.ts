import { z } from 'zod';
import { ConnectionString, Password, RequireEncryption, Verified } from './connection.js';
import type { Endpoint } from './endpoints.js';
import { ExportRequest } from './export.js';
import { Preview, PreviewRequest } from './preview.js';
import { connecting, querying, sampling } from './problem-sets.js';
import { RelationDetail, RelationList, RelationName } from './relation.js';
import { Sample, SampleRequest } from './sample.js';
import { strict } from './strict.js';

const source = {
  connectionString: ConnectionString,
  password: Password.optional(),
  sslmode: RequireEncryption.optional(),
};

const VerifyRequest = strict(source);
const EngineRelationsRequest = strict({ ...source, system: z.boolean().default(false) });
const EngineRelationRequest = strict({ ...source, relation: RelationName });
const EngineSampleRequest = strict({ ...source, ...SampleRequest.shape });
const CancelRequest = strict({ requestId: z.string().min(1) });
const EnginePreviewRequest = strict({ ...source, ...PreviewRequest.shape });
export const EngineExportRequest = strict({ ...source, ...ExportRequest.shape }).meta({
  id: 'EngineExportRequest',
});

export const ENGINE_PREFIX = '/v1';

/** Every endpoint of the engine's private API that answers with one JSON document. */
export const engineEndpoints = {
  verify: {
    method: 'POST',
    path: '/verify',
    summary: 'Connect and describe the server',
    authorized: true,
    body: VerifyRequest,
    status: 200,
    response: Verified,
    problems: [...connecting, ...querying],
  },
  relations: {
    method: 'POST',
    path: '/relations',
    summary: 'The relations of the source',
    authorized: true,
    body: EngineRelationsRequest,
    status: 200,
    response: RelationList,
    problems: [...connecting, ...querying],
  },
  relation: {
    method: 'POST',
    path: '/relation',
    summary: 'One relation with its columns',
    authorized: true,
    body: EngineRelationRequest,
    status: 200,
    response: RelationDetail,
    problems: [...connecting, ...querying, 'relation_not_found'],
  },
  sample: {
    method: 'POST',
    path: '/sample',
    summary: 'Rows as the database has them',
    authorized: true,
    body: EngineSampleRequest,
    status: 200,
    response: Sample,
    problems: [...connecting, ...querying, ...sampling],
  },
  preview: {
    method: 'POST',
    path: '/preview',
    summary: 'The exact payloads a webhook would receive',
    authorized: true,
    body: EnginePreviewRequest,
    status: 200,
    response: Preview,
    problems: [...connecting, ...querying, ...sampling, 'mapping_invalid'],
  },
  cancel: {
    method: 'POST',
    path: '/cancel',
    summary: 'End a running request, by its X-Request-Id, and what Postgres does for it',
    authorized: true,
    body: CancelRequest,
    status: 200,
    response: z.object({ cancelled: z.boolean() }),
    problems: [],
  },
} as const satisfies Record<string, Endpoint>;

/** An endpoint that answers with lines of its own media type. */
export type StreamEndpoint = Omit<Endpoint, 'response'> & { mediaType: string };

/**
 * Those whose answer is sent while it is made, for batch tools. A failure after the first byte cuts the connection
 * without the last chunk, so that an HTTP client reports an error.
 */
export const engineStreams = {
  export: {
    method: 'POST',
    path: '/export',
    summary: 'The payloads of a whole relation, one a line',
    authorized: true,
    body: EngineExportRequest,
    status: 200,
    mediaType: 'application/x-ndjson',
    problems: [...connecting, ...querying, ...sampling, 'mapping_invalid', 'row_invalid'],
  },
} as const satisfies Record<string, StreamEndpoint>;
