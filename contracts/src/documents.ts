import { API_PREFIX, endpoints, streams } from './endpoints.js';
import { ENGINE_PREFIX, engineEndpoints, engineStreams } from './engine.js';
import { Mapping } from './mapping.js';
import { openApi, toJsonSchema } from './openapi.js';
import { commonProblems, engineProblems } from './problem-sets.js';

export const gatewayApi = (version: string) =>
  openApi({
    title: 'Rowhook',
    description: 'Maps rows of Postgres to the exact JSON that a webhook would receive.',
    version,
    server: 'http://127.0.0.1:3000',
    prefix: API_PREFIX,
    token: 'The token returned by POST /connections.',
    endpoints: { ...endpoints, ...streams },
    problems: commonProblems,
  });

const engineApi = (version: string) =>
  openApi({
    title: 'Rowhook engine',
    description: 'The private service that reads Postgres and applies mappings.',
    version,
    server: 'http://127.0.0.1:7070',
    prefix: ENGINE_PREFIX,
    token: 'The value of ENGINE_TOKEN in the engine’s environment.',
    endpoints: { ...engineEndpoints, ...engineStreams },
    problems: engineProblems,
  });

/** JSON Schema of the mapping document, for editors and for tools that write mappings. */
const mappingSchema = () => ({
  $schema: 'https://json-schema.org/draft/2020-12/schema',
  $id: 'urn:rowhook:mapping:1',
  title: 'Rowhook mapping',
  ...toJsonSchema(Mapping, 'input'),
});

/** The files of `docs/api`, by name. */
export const documents = (version: string): Record<string, object> => ({
  'gateway.openapi.json': gatewayApi(version),
  'engine.openapi.json': engineApi(version),
  'mapping.schema.json': mappingSchema(),
});
