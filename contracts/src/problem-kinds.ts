interface ProblemKind {
  status: number;
  title: string;
  /** Whether the same request may succeed later. */
  retryable: boolean;
  /** When it happens and what to do; shown on the page that `type` links to. */
  when: string;
}

const kind = (status: number, title: string, when: string): ProblemKind => ({
  status,
  title,
  retryable: false,
  when,
});
const passing = (status: number, title: string, when: string): ProblemKind => ({
  ...kind(status, title, when),
  retryable: true,
});

/** The closed list of problems. `vectors/codes.json` tests that the engine's list is the same. */
export const problemKinds = {
  request_invalid: kind(
    400,
    'The request breaks the contract',
    'A body or a parameter breaks the contract; `errors` says where.',
  ),
  connection_string_invalid: kind(
    400,
    'The connection string cannot be used',
    'The connection string cannot be read, or host, user or database is missing from it.',
  ),
  connection_parameter_not_allowed: kind(
    400,
    'The connection string has a parameter that is not allowed',
    'Sockets, several hosts, files and session settings are refused by name.',
  ),
  connection_expired: kind(
    401,
    'The connection has expired',
    'The connection token is missing, too old or of another gateway. Connect again.',
  ),
  unauthorized: kind(
    401,
    'The engine needs its token',
    'A caller of the engine did not present ENGINE_TOKEN.',
  ),
  host_not_allowed: kind(
    403,
    'This host may not be reached',
    'The address is always refused (cloud metadata, link-local) or by SOURCE_ALLOW and SOURCE_DENY.',
  ),
  permission_denied: kind(
    403,
    'Postgres denies access',
    'The role lacks SELECT on the relation or USAGE on its schema.',
  ),
  not_found: kind(404, 'No such path', 'The path names nothing.'),
  relation_not_found: kind(
    404,
    'No such relation',
    'The relation is not in the catalog, or was dropped or renamed meanwhile.',
  ),
  schema_changed: kind(
    409,
    'The relation has changed',
    'A column vanished or changed its type between look-up and query. Read the relation again.',
  ),
  request_too_large: kind(413, 'The request is too large', 'A body may have 2 MiB.'),
  unsupported_media_type: kind(415, 'The body must be JSON', 'Send Content-Type: application/json.'),
  host_header_rejected: kind(
    421,
    'This host name is not served',
    'The Host header is none that this installation answers to. Add it to ALLOWED_HOSTS.',
  ),
  source_invalid: kind(
    422,
    'The source cannot be used',
    'A condition, a key or the columns of a query do not fit; `errors` lists each.',
  ),
  query_invalid: kind(
    422,
    'Postgres does not accept the query',
    'The query has an error; `postgres` has the server’s message, its hint and the position.',
  ),
  query_not_allowed: kind(
    422,
    'The query cannot be a source',
    'The query returns no columns, or would write. Only SELECT, WITH, VALUES and TABLE are read.',
  ),
  mapping_invalid: kind(
    422,
    'The mapping cannot be applied',
    'Some paths, columns or casts are invalid; `errors` lists each.',
  ),
  schema_invalid: kind(
    422,
    'The JSON Schema cannot be used',
    'The schema has unknown keywords, refers to what is not in it, or breaks its own dialect; `errors` says where.',
  ),
  schema_limit_exceeded: kind(
    422,
    'The JSON Schema takes too long',
    'Compiling the schema, or validating a payload, needs more time or memory than is allowed. Look for a pattern that backtracks.',
  ),
  authentication_failed: kind(422, 'Postgres refused the password', 'The password is wrong or missing.'),
  database_not_found: kind(422, 'No such database', 'The server has no database of this name.'),
  login_refused: kind(
    422,
    'Postgres refused the login',
    'The server does not let this user in from here; see its pg_hba.conf.',
  ),
  tls_required: kind(
    422,
    'The server may require TLS',
    'The server refused the login without encryption. Connect with sslmode=require.',
  ),
  query_failed: kind(
    422,
    'The query failed in Postgres',
    'Postgres could not run the query: a view that fails, a materialized view that was never filled. For a query of the request, `postgres` has the server’s message.',
  ),
  value_unreadable: kind(
    422,
    'A value cannot be read as UTF-8',
    'A value has no UTF-8 form. Leave its column out or repair it.',
  ),
  row_invalid: kind(
    422,
    'A row does not fit the mapping',
    'A value of the first row does not fit its cast or null policy.',
  ),
  dns_failed: passing(
    502,
    'The host name is unknown',
    'The host name cannot be resolved from where the engine runs.',
  ),
  connect_refused: passing(
    502,
    'The connection was refused',
    'Nothing listens at that host and port, or a firewall refuses.',
  ),
  tls_failed: passing(
    502,
    'TLS failed',
    'The server offers no TLS, or its certificate fails the check that sslmode asks for.',
  ),
  not_postgres: kind(
    502,
    'This is not a Postgres server',
    'Something answered, but not in the Postgres protocol.',
  ),
  connection_lost: passing(502, 'The connection was lost', 'The server or the network ended the connection.'),
  engine_unavailable: passing(
    502,
    'The engine cannot be reached',
    'The gateway cannot reach the engine, or their tokens or versions differ.',
  ),
  database_busy: passing(
    503,
    'The database has no free connection',
    'max_connections, or the limit of the role or the database, is reached.',
  ),
  database_unavailable: passing(
    503,
    'The database is not available',
    'The server is starting up, shutting down or recovering.',
  ),
  recovery_conflict: passing(
    503,
    'The standby cancelled the query',
    'A standby cancelled the query to keep up with its primary.',
  ),
  overloaded: passing(503, 'Too much at once', 'More requests are at work than this installation admits.'),
  connect_timeout: passing(
    504,
    'Connecting took too long',
    'The server did not answer in time; usually a firewall or an allow-list.',
  ),
  query_timeout: passing(
    504,
    'The query took too long',
    'The budget of the request was spent before Postgres had answered.',
  ),
  lock_timeout: passing(504, 'The relation is locked', 'Another session holds a lock on the relation.'),
  engine_timeout: passing(504, 'The engine took too long', 'The engine did not answer the gateway in time.'),
  internal: kind(500, 'Something went wrong', 'A fault of Rowhook. Its log tells more under the requestId.'),
} as const satisfies Record<string, ProblemKind>;

export type ProblemCode = keyof typeof problemKinds;
export const problemCodes = Object.keys(problemKinds) as [ProblemCode, ...ProblemCode[]];
