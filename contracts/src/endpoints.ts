import { z } from 'zod';
import { Connection, ConnectionRequest, Settings } from './connection.js';
import { DescribeRequest, Description } from './describe.js';
import { CheckLine, CheckRequest } from './check.js';
import { CheckedPreview, PreviewRequest } from './preview.js';
import type { ProblemCode } from './problem-kinds.js';
import { connecting, querying, sampling, schemaProblems, sourcing } from './problem-sets.js';
import { RelationDetail, RelationList, RelationName, RelationsQuery } from './relation.js';
import { Sample, SampleRequest } from './sample.js';

export interface Endpoint {
  method: 'GET' | 'POST';
  /** Below the prefix of its API. */
  path: string;
  summary: string;
  /** Whether the call carries a token as `Authorization: Bearer`. */
  authorized: boolean;
  query?: z.ZodType;
  body?: z.ZodType;
  status: 200 | 201;
  response: z.ZodType;
  /** The problems that this endpoint adds to those of every endpoint. */
  problems: readonly ProblemCode[];
}

const throughEngine = ['engine_unavailable', 'engine_timeout'] as const satisfies readonly ProblemCode[];

const reading = ['connection_expired', ...connecting, ...querying, ...throughEngine] as const;

export const API_PREFIX = '/api/v1';

/** Every public endpoint. Routes, OpenAPI, the web client and its mocks are made from this table. */
export const endpoints = {
  settings: {
    method: 'GET',
    path: '/settings',
    summary: 'What this installation offers',
    authorized: false,
    status: 200,
    response: Settings,
    problems: [],
  },
  createConnection: {
    method: 'POST',
    path: '/connections',
    summary: 'Connect once and get a connection token',
    authorized: false,
    body: ConnectionRequest,
    status: 201,
    response: Connection,
    problems: [...connecting, ...querying, ...throughEngine],
  },
  encryptConnection: {
    method: 'POST',
    path: '/connections/encrypted',
    summary: 'Connect once more to the source of a token, refusing a connection without encryption',
    authorized: true,
    status: 201,
    response: Connection,
    problems: reading,
  },
  listRelations: {
    method: 'GET',
    path: '/relations',
    summary: 'The relations of the source',
    authorized: true,
    query: RelationsQuery,
    status: 200,
    response: RelationList,
    problems: reading,
  },
  getRelation: {
    method: 'GET',
    path: '/relation',
    summary: 'One relation with its columns',
    authorized: true,
    query: RelationName,
    status: 200,
    response: RelationDetail,
    problems: [...reading, 'relation_not_found'],
  },
  describeSource: {
    method: 'POST',
    path: '/describe',
    summary: 'The columns and the key of a source, without reading rows',
    authorized: true,
    body: DescribeRequest,
    status: 200,
    response: Description,
    problems: [...reading, ...sourcing],
  },
  takeSample: {
    method: 'POST',
    path: '/samples',
    summary: 'Rows as the database has them',
    authorized: true,
    body: SampleRequest,
    status: 200,
    response: Sample,
    problems: [...reading, ...sampling],
  },
  createPreview: {
    method: 'POST',
    path: '/previews',
    summary: 'The exact payloads a webhook would receive',
    authorized: true,
    body: PreviewRequest,
    status: 200,
    response: CheckedPreview,
    problems: [...reading, ...sampling, ...schemaProblems, 'mapping_invalid'],
  },
} as const satisfies Record<string, Endpoint>;

/** An endpoint that answers with lines, sent while they are made. */
export type StreamEndpoint = Omit<Endpoint, 'response'> & {
  mediaType: string;
  /** What each line is; absent where that depends on the request. */
  line?: z.ZodType;
};

/** Public endpoints whose answer is a stream. */
export const streams = {
  createCheck: {
    method: 'POST',
    path: '/checks',
    summary: 'What would become of every row: nothing is sent',
    authorized: true,
    body: CheckRequest,
    status: 200,
    mediaType: 'application/x-ndjson',
    line: CheckLine,
    problems: [...reading, ...sampling, ...schemaProblems, 'mapping_invalid'],
  },
} as const satisfies Record<string, StreamEndpoint>;

export type EndpointName = keyof typeof endpoints;

type InputOf<Schema> = Schema extends z.ZodType ? z.input<Schema> : never;

/** What a caller sends: defaults may be left out. */
export type RequestOf<E extends Endpoint> = (E extends { query: infer Q } ? { query: InputOf<Q> } : unknown) &
  (E extends { body: infer B } ? { body: InputOf<B> } : unknown);

export type ResponseOf<E extends Endpoint> = z.output<E['response']>;
