import { z } from 'zod';
import { connectionMembers, Verified } from './connection.js';
import type { Endpoint, StreamEndpoint } from './endpoints.js';
import { Description } from './describe.js';
import { ExportLine, exportMembers } from './export.js';
import { Preview, previewMembers } from './preview.js';
import { connectingProblems, queryingProblems, samplingProblems, sourceProblems } from './problem-sets.js';
import { RelationDetail, RelationList, RelationName } from './relation.js';
import { Sample, sampleMembers } from './sample.js';
import { sourceOf, withSource, withSourceOrNone, type SourceMembers } from './source.js';
import { strict } from './strict.js';

const VerifyRequest = strict(connectionMembers);
const EngineRelationsRequest = strict({ ...connectionMembers, system: z.boolean().default(false) });
const EngineRelationRequest = strict({ ...connectionMembers, relation: RelationName });
const EngineDescribeRequest = withSource(connectionMembers);
const EngineSampleRequest = withSource({ ...connectionMembers, ...sampleMembers });
const CancelRequest = strict({ requestId: z.string().min(1) });
const needsSource = z.refine<SourceMembers & { mapping: SourceMembers }>(
  (body) => sourceOf(body) ?? sourceOf(body.mapping),
  { path: ['relation'], error: 'Expected a source, here or in the mapping.' },
);
const FROM_MAPPING = 'Without a source, the engine uses that of the mapping.';
const EnginePreviewRequest = withSourceOrNone({ ...connectionMembers, ...previewMembers })
  .check(needsSource)
  .meta({ description: FROM_MAPPING });
export const EngineExportRequest = withSourceOrNone({ ...connectionMembers, ...exportMembers })
  .check(needsSource)
  .meta({ id: 'EngineExportRequest', description: FROM_MAPPING });

export const ENGINE_PREFIX = '/v1';

/** The endpoints of the engine's private API that respond with a JSON document. */
export const engineEndpoints = {
  verify: {
    method: 'POST',
    path: '/verify',
    summary: 'Test a connection and describe the server',
    authorized: true,
    body: VerifyRequest,
    status: 200,
    response: Verified,
    problems: [...connectingProblems, ...queryingProblems],
  },
  relations: {
    method: 'POST',
    path: '/relations',
    summary: 'List the tables and views of the database',
    authorized: true,
    body: EngineRelationsRequest,
    status: 200,
    response: RelationList,
    problems: [...connectingProblems, ...queryingProblems],
  },
  relation: {
    method: 'POST',
    path: '/relation',
    summary: 'Get a relation with its columns',
    authorized: true,
    body: EngineRelationRequest,
    status: 200,
    response: RelationDetail,
    problems: [...connectingProblems, ...queryingProblems, 'relation_not_found'],
  },
  describe: {
    method: 'POST',
    path: '/describe',
    summary: 'Get the columns and the key of a source, without reading rows',
    authorized: true,
    body: EngineDescribeRequest,
    status: 200,
    response: Description,
    problems: [...connectingProblems, ...queryingProblems, ...sourceProblems],
  },
  sample: {
    method: 'POST',
    path: '/sample',
    summary: 'Read rows of a source',
    authorized: true,
    body: EngineSampleRequest,
    status: 200,
    response: Sample,
    problems: [...connectingProblems, ...queryingProblems, ...samplingProblems],
  },
  preview: {
    method: 'POST',
    path: '/preview',
    summary: 'Preview the exact payloads that a webhook would receive',
    authorized: true,
    body: EnginePreviewRequest,
    status: 200,
    response: Preview,
    problems: [...connectingProblems, ...queryingProblems, ...samplingProblems, 'mapping_invalid'],
  },
  cancel: {
    method: 'POST',
    path: '/cancel',
    summary: 'Cancel a running request, by its X-Request-Id, and its statement in Postgres',
    authorized: true,
    body: CancelRequest,
    status: 200,
    response: z.object({ cancelled: z.boolean() }),
    problems: [],
  },
} as const satisfies Record<string, Endpoint>;

/**
 * The endpoints that respond with a stream, for batch tools. An error after the first byte closes the connection without the last chunk,
 * so that an HTTP client reports it.
 */
export const engineStreams = {
  export: {
    method: 'POST',
    path: '/export',
    summary: 'Export the payloads of a source, one per line',
    authorized: true,
    body: EngineExportRequest,
    status: 200,
    mediaType: 'application/x-ndjson',
    line: ExportLine,
    problems: [
      ...connectingProblems,
      ...queryingProblems,
      ...samplingProblems,
      'mapping_invalid',
      'row_invalid',
    ],
  },
} as const satisfies Record<string, StreamEndpoint>;
