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
const temporary = (status: number, title: string, when: string): ProblemKind => ({
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
    'A connection string cannot contain Unix sockets, several hosts, files or session settings.',
  ),
  connection_expired: kind(
    401,
    'The connection has expired',
    'The connection token is missing, expired or from another gateway. Connect again.',
  ),
  unauthorized: kind(
    401,
    'The engine needs its token',
    'The request to the engine has no valid ENGINE_TOKEN.',
  ),
  host_not_allowed: kind(
    403,
    'This host may not be reached',
    'The address is never allowed (cloud metadata, link-local), or SOURCE_ALLOW or SOURCE_DENY excludes it.',
  ),
  permission_denied: kind(
    403,
    'Postgres denies access',
    'The role lacks SELECT on the relation or USAGE on its schema.',
  ),
  not_found: kind(404, 'No such path', 'There is nothing at this path.'),
  relation_not_found: kind(
    404,
    'No such relation',
    'The relation does not exist, or was dropped or renamed.',
  ),
  schema_changed: kind(
    409,
    'The relation has changed',
    'A column was dropped, renamed or changed its type. Reload the columns and correct the mapping, or correct the view.',
  ),
  request_too_large: kind(
    413,
    'The request is too large',
    'A body may have at most 2 MiB, the headers at most 64 KiB.',
  ),
  unsupported_media_type: kind(415, 'The body must be JSON', 'Send Content-Type: application/json.'),
  host_header_rejected: kind(
    421,
    'This host name is not served',
    'Rowhook does not serve the name in the Host header. Add it to ALLOWED_HOSTS.',
  ),
  source_invalid: kind(
    422,
    'The source cannot be used',
    'A condition, the key or the columns of a query are invalid; `errors` lists each error.',
  ),
  query_invalid: kind(
    422,
    'Postgres does not accept the query',
    'The query has an error; `postgres` contains the server’s message, its hint and the position.',
  ),
  query_not_allowed: kind(
    422,
    'The query cannot be a source',
    'The query returns no columns, or would write. Only SELECT, WITH, VALUES and TABLE are allowed.',
  ),
  mapping_invalid: kind(
    422,
    'The mapping cannot be applied',
    'Some paths, columns or casts are invalid; `errors` lists each error.',
  ),
  schema_invalid: kind(
    422,
    'The JSON Schema cannot be used',
    'The schema has unknown keywords, unresolved references or values that its dialect does not allow; `errors` says where.',
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
    'The server does not accept this user from this address; see its pg_hba.conf.',
  ),
  tls_required: kind(
    422,
    'The server may require TLS',
    'The server refused the login without encryption. Connect with sslmode=require.',
  ),
  query_failed: kind(
    422,
    'The query failed in Postgres',
    'Postgres could not run the query, for example because a view fails or a materialized view is not populated. If the source is a query, `postgres` contains the server’s message.',
  ),
  value_unreadable: kind(
    422,
    'A value cannot be read as UTF-8',
    'A value cannot be converted to UTF-8. Correct it, choose other rows, or use a view without its column.',
  ),
  row_invalid: kind(
    422,
    'A row does not fit the mapping',
    'A value of the first row does not fit its cast or null policy.',
  ),
  dns_failed: temporary(
    502,
    'The host name is unknown',
    'The host name cannot be resolved from where the engine runs.',
  ),
  connect_refused: temporary(
    502,
    'The connection was refused',
    'No server listens on this host and port, or a firewall rejects the connection.',
  ),
  tls_failed: temporary(
    502,
    'TLS failed',
    'The server does not support TLS, or its certificate fails the verification that sslmode requires.',
  ),
  not_postgres: kind(
    502,
    'This is not a Postgres server',
    'Something responded, but not in the Postgres protocol.',
  ),
  connection_lost: temporary(
    502,
    'The connection was lost',
    'The server or the network ended the connection.',
  ),
  engine_unavailable: temporary(
    502,
    'The engine cannot be reached',
    'The gateway cannot reach the engine, or their tokens or versions differ.',
  ),
  database_busy: temporary(
    503,
    'The database has no free connection',
    'max_connections, or the limit of the role or the database, is reached.',
  ),
  database_unavailable: temporary(
    503,
    'The database is not available',
    'The server is starting up, shutting down or recovering.',
  ),
  recovery_conflict: temporary(
    503,
    'The standby cancelled the query',
    'A standby cancelled the query to keep up with its primary.',
  ),
  overloaded: temporary(503, 'Too much at once', 'Too many requests are running. Try again in a moment.'),
  connect_timeout: temporary(
    504,
    'Connecting took too long',
    'The server did not respond in time, usually because of a firewall or an allow-list.',
  ),
  query_timeout: temporary(
    504,
    'The query took too long',
    'Postgres did not respond within the time limit of the request.',
  ),
  lock_timeout: temporary(504, 'The relation is locked', 'Another session holds a lock on the relation.'),
  engine_timeout: temporary(
    504,
    'The engine took too long',
    'The engine did not respond to the gateway in time.',
  ),
  internal: kind(500, 'Something went wrong', 'An error in Rowhook. Search its log for the requestId.'),
} as const satisfies Record<string, ProblemKind>;

export type ProblemCode = keyof typeof problemKinds;
export const problemCodes = Object.keys(problemKinds) as [ProblemCode, ...ProblemCode[]];
