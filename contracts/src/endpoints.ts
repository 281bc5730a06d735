import { z } from 'zod';
import { Connection, ConnectionRequest, Settings } from './connection.js';
import { DescribeRequest, Description } from './describe.js';
import { CheckLine, CheckRequest } from './check.js';
import { CheckedPreview, PreviewRequest } from './preview.js';
import type { ProblemCode } from './problem-kinds.js';
import {
  engineCallProblems,
  previewProblems,
  readingProblems,
  samplingProblems,
  sourceProblems,
} from './problem-sets.js';
import { RelationDetail, RelationList, RelationName, RelationsQuery } from './relation.js';
import { Sample, SampleRequest } from './sample.js';

export interface Endpoint {
  method: 'GET' | 'POST';
  /** Relative to the prefix of the API. */
  path: string;
  summary: string;
  /** Whether the request needs a token as `Authorization: Bearer`. */
  authorized: boolean;
  query?: z.ZodType;
  body?: z.ZodType;
  status: 200 | 201;
  response: z.ZodType;
  /** The problems of this endpoint, besides those of every endpoint. */
  problems: readonly ProblemCode[];
}

export const API_PREFIX = '/api/v1';

/** Every public endpoint. Routes, OpenAPI, the web client and its mocks are made from this table. */
export const endpoints = {
  settings: {
    method: 'GET',
    path: '/settings',
    summary: 'Get the settings of this installation',
    authorized: false,
    status: 200,
    response: Settings,
    problems: [],
  },
  createConnection: {
    method: 'POST',
    path: '/connections',
    summary: 'Test a connection and get a connection token',
    authorized: false,
    body: ConnectionRequest,
    status: 201,
    response: Connection,
    problems: engineCallProblems,
  },
  encryptConnection: {
    method: 'POST',
    path: '/connections/encrypted',
    summary: 'Connect to the database of a token again, with encryption',
    authorized: true,
    status: 201,
    response: Connection,
    problems: readingProblems,
  },
  listRelations: {
    method: 'GET',
    path: '/relations',
    summary: 'List the tables and views of the database',
    authorized: true,
    query: RelationsQuery,
    status: 200,
    response: RelationList,
    problems: readingProblems,
  },
  getRelation: {
    method: 'GET',
    path: '/relation',
    summary: 'Get a relation with its columns',
    authorized: true,
    query: RelationName,
    status: 200,
    response: RelationDetail,
    problems: [...readingProblems, 'relation_not_found'],
  },
  describeSource: {
    method: 'POST',
    path: '/describe',
    summary: 'Get the columns and the key of a source, without reading rows',
    authorized: true,
    body: DescribeRequest,
    status: 200,
    response: Description,
    problems: [...readingProblems, ...sourceProblems],
  },
  takeSample: {
    method: 'POST',
    path: '/samples',
    summary: 'Read rows of a source',
    authorized: true,
    body: SampleRequest,
    status: 200,
    response: Sample,
    problems: [...readingProblems, ...samplingProblems],
  },
  createPreview: {
    method: 'POST',
    path: '/previews',
    summary: 'Preview the exact payloads that a webhook would receive',
    authorized: true,
    body: PreviewRequest,
    status: 200,
    response: CheckedPreview,
    problems: [...readingProblems, ...previewProblems],
  },
} as const satisfies Record<string, Endpoint>;

/** An endpoint whose response is a stream of lines. */
export type StreamEndpoint = Omit<Endpoint, 'response'> & {
  mediaType: string;
  line: z.ZodType;
};

/** The public endpoints that respond with a stream. */
export const streams = {
  createCheck: {
    method: 'POST',
    path: '/checks',
    summary: 'Check every row of a source; nothing is sent',
    authorized: true,
    body: CheckRequest,
    status: 200,
    mediaType: 'application/x-ndjson',
    line: CheckLine,
    problems: [...readingProblems, ...previewProblems],
  },
} as const satisfies Record<string, StreamEndpoint>;

export type EndpointName = keyof typeof endpoints;

type InputOf<Schema> = Schema extends z.ZodType ? z.input<Schema> : never;

/** The request of an endpoint, before defaults are applied. */
export type RequestOf<E extends Endpoint> = (E extends { query: infer Q } ? { query: InputOf<Q> } : unknown) &
  (E extends { body: infer B } ? { body: InputOf<B> } : unknown);

export type ResponseOf<E extends Endpoint> = z.output<E['response']>;
