import type { Problem, Server } from '@rowhook/contracts';
import { isLoopback } from '../lib/host';
import { sourceText, type SourceName } from '../lib/source';
import type { ErrorCode } from './errors';

/** The name of the source if none is read. */
const CATALOG = 'the catalog';

/** The names and numbers that messages contain. */
interface MessageContext {
  user: string;
  host: string;
  port: string;
  database: string;
  source: string;
  /** The problem's own detail, or the empty string. */
  detail: string;
  hint: string;
  /** Whether rows spread over the table, which need no sort, could be read instead. */
  canSpread: boolean;
}

/** Returns the context of an error. The problem takes precedence over the connection. */
export function messageContext(
  problem: Problem | undefined,
  server?: Pick<Server, 'host' | 'port' | 'user' | 'database'>,
  sourceName?: SourceName,
  canSpread = false,
): MessageContext {
  const { host, port, user, database } = problem?.understood ?? {};
  return {
    host: host ?? server?.host ?? 'the server',
    port: String(port ?? server?.port ?? 5432),
    user: user ?? server?.user ?? 'this user',
    database: database ?? server?.database ?? 'the database',
    source:
      sourceName === undefined ? CATALOG : sourceName === 'query' ? 'the SQL query' : sourceText(sourceName),
    detail: problem?.detail ?? '',
    hint: problem?.hint ?? '',
    canSpread,
  };
}

interface Message {
  /** What happened. */
  what: string;
  /** The usual reason. */
  why: string;
  /** What to do about it. */
  remedy: string;
}

/** A server that restarted, with another secret, cannot read older connections either. */
export const CONNECTION_EXPIRED = 'The connection has expired, or Rowhook was restarted.';

/** A name at the start of a sentence. */
const atStart = (name: string) => name.replace(/^the /, 'The ');

/** The message of every error code. The type makes sure that none is missing. */
export const messages: Record<ErrorCode, (context: MessageContext) => Message> = {
  request_invalid: ({ detail }) => ({
    what: 'The server did not understand this request.',
    why: detail,
    remedy: 'Reload the page and try again.',
  }),
  connection_string_invalid: ({ detail, hint }) => ({
    what: 'This connection string cannot be read.',
    why: detail,
    remedy:
      hint ||
      'Check it against postgresql://user:password@host:5432/database, or enter the password separately.',
  }),
  connection_parameter_not_allowed: ({ detail, hint }) => ({
    what: 'The connection string has a parameter that is not allowed.',
    why: detail,
    remedy: hint || 'Remove that parameter and connect again.',
  }),
  connection_expired: () => ({
    what: CONNECTION_EXPIRED,
    why: 'Connections expire, so that the password is not kept for long.',
    remedy: 'Connect again. Your mapping is kept.',
  }),
  unauthorized: () => ({
    what: 'The gateway and the engine do not trust each other.',
    why: 'They were started with different values of ENGINE_TOKEN.',
    remedy: 'Start both with the same ENGINE_TOKEN.',
  }),
  host_not_allowed: ({ host }) => ({
    what: `Rowhook may not connect to ${host}.`,
    why: 'Cloud metadata, link-local and reserved addresses are always refused; this installation may refuse others.',
    remedy:
      'Check the host name. Whoever runs Rowhook decides about others with SOURCE_ALLOW and SOURCE_DENY.',
  }),
  permission_denied: ({ user, database, source, detail, hint }) =>
    source === CATALOG
      ? {
          what: `Postgres does not let ${user} use ${database}.`,
          why: detail,
          remedy: hint || 'Ask its owner or an administrator to grant CONNECT, then try again.',
        }
      : {
          what: `Postgres does not let ${user} read ${source}.`,
          why: 'This login has no SELECT privilege on it, or no USAGE on its schema.',
          remedy: 'Ask the owner or an administrator to grant it, then try again.',
        },
  not_found: () => ({
    what: 'The server has nothing at this address.',
    why: 'The page and the server are probably of different versions.',
    remedy: 'Reload the page and try again.',
  }),
  relation_not_found: ({ source, user }) => ({
    what: `There is no ${source} in this database.`,
    why: `It was dropped or renamed, or ${user} may not see it.`,
    remedy: 'Pick another table or view, or connect to the database that has it.',
  }),
  schema_changed: ({ source }) => ({
    what: `${atStart(source)} has changed.`,
    why: 'A column was renamed or dropped after this page read the list of columns.',
    remedy: 'Try again. Fields whose column is missing will be marked.',
  }),
  request_too_large: () => ({
    what: 'The mapping is too large to send.',
    why: 'Its fixed values or paths take more than the server accepts.',
    remedy: 'Remove fields, or shorten the fixed values.',
  }),
  unsupported_media_type: () => ({
    what: 'The server refused the media type of this request.',
    why: 'Something between this page and the server, for example a proxy, changes requests.',
    remedy: 'Open Rowhook without the proxy and try again.',
  }),
  host_header_rejected: ({ hint }) => ({
    what: 'The server is not configured for this host name.',
    why: 'Only names in ALLOWED_HOSTS are served, so that other websites cannot reach your databases.',
    remedy: hint || 'Open Rowhook as localhost, or add this name to ALLOWED_HOSTS.',
  }),
  source_invalid: ({ source, detail, hint }) => ({
    what: `${atStart(source)} cannot be read like this.`,
    why: detail,
    remedy: hint || 'Change the filter, or the query and its key.',
  }),
  query_invalid: ({ detail, hint }) => ({
    what: 'Postgres does not accept the query.',
    why: detail,
    remedy: hint || 'Correct the query and run it again.',
  }),
  query_not_allowed: ({ detail, hint }) => ({
    what: 'This query cannot be a source.',
    why: detail,
    remedy: hint || 'Write one SELECT, WITH, VALUES or TABLE that only reads.',
  }),
  mapping_invalid: ({ detail }) => ({
    what: 'The mapping cannot be applied.',
    why: detail,
    remedy: 'The fields to change are marked.',
  }),
  schema_invalid: ({ detail }) => ({
    what: 'The JSON Schema cannot be used.',
    why: detail,
    remedy: 'Correct the schema, or remove it to check the mapping alone.',
  }),
  schema_limit_exceeded: ({ detail }) => ({
    what: 'The JSON Schema takes too long.',
    why: detail,
    remedy: 'Look for a "pattern" that backtracks, or use a smaller schema.',
  }),
  authentication_failed: ({ user, detail }) => ({
    what: `Postgres refused the login of ${user}.`,
    why: detail,
    remedy: 'Enter the password separately, exactly as it is, and connect again.',
  }),
  database_not_found: ({ database, host }) => ({
    what: `There is no database ${database} on ${host}.`,
    why: 'The name is misspelt (upper and lower case differ), or the database is on another server.',
    remedy: 'Check the part after the last / of the connection string.',
  }),
  login_refused: ({ user, database, detail, hint }) => ({
    what: `The server does not let ${user} log in to ${database}.`,
    why: detail,
    remedy: hint || 'Check user, password and database, or ask the administrator to allow this login.',
  }),
  tls_required: ({ host, hint }) => ({
    what: `${host} refused a connection without encryption.`,
    why: 'The server probably accepts encrypted connections only.',
    remedy: hint || 'Connect with encryption: sslmode=require.',
  }),
  query_failed: ({ source, detail, hint }) => ({
    what: `Postgres could not read ${source}.`,
    why: detail,
    remedy: hint || 'Try SELECT * FROM it in psql to see the cause, or pick other rows.',
  }),
  value_unreadable: ({ source }) => ({
    what: `A value of ${source} is not valid text.`,
    why: 'The database contains bytes that are invalid in its encoding.',
    remedy: 'Pick other rows, or repair that value in the database.',
  }),
  row_invalid: ({ detail }) => ({
    what: 'A row does not fit the mapping.',
    why: detail,
    remedy: 'Send the field as its own type, or say what happens to such values.',
  }),
  dns_failed: ({ host }) => ({
    what: `The name ${host} is unknown.`,
    why: 'It is misspelt, or it is a private name that the machine running Rowhook cannot look up.',
    remedy: 'Check the host, or connect to the VPN that resolves it.',
  }),
  connect_refused: ({ host, port }) => ({
    what: `Nothing responds at ${host}:${port}.`,
    why: isLoopback(host)
      ? 'Postgres is not running there. In a container, localhost is the container itself, not your machine.'
      : 'Postgres is not running there, listens on another port, or a firewall refuses the connection.',
    remedy: isLoopback(host)
      ? 'Start Postgres, check the port, or try host.docker.internal when Rowhook runs in a container.'
      : 'Check host and port, and whether the server takes connections from other machines.',
  }),
  tls_failed: ({ host, detail, hint }) => ({
    what: `An encrypted connection to ${host} failed.`,
    why: detail,
    remedy: hint || 'Check sslmode, and the host name in the certificate.',
  }),
  not_postgres: ({ host, port }) => ({
    what: `${host}:${port} is not a Postgres server.`,
    why: 'The port belongs to another service, often a web server or an SSH server.',
    remedy: 'Check the port: Postgres usually listens on 5432, PgBouncer on 6432.',
  }),
  connection_lost: ({ host, detail, hint }) => ({
    what: `The connection to ${host} was lost.`,
    why: detail,
    remedy: hint || 'Try again: Rowhook reconnects.',
  }),
  engine_unavailable: ({ hint }) => ({
    what: 'The engine cannot be reached.',
    why: 'The gateway runs, but the engine does not, or is still starting.',
    remedy: hint || 'Try again in a moment. If that does not help, look at the engine’s log.',
  }),
  database_busy: ({ host, detail, hint }) => ({
    what: `${host} has no free connection.`,
    why: detail,
    remedy: hint || 'Try again in a moment, or connect through its pooler.',
  }),
  database_unavailable: ({ host }) => ({
    what: `Postgres on ${host} is not ready.`,
    why: 'It is starting up, shutting down or recovering.',
    remedy: 'Try again in a moment.',
  }),
  recovery_conflict: () => ({
    what: 'The standby cancelled the query.',
    why: 'The query blocked changes from the primary that the standby had to apply.',
    remedy: 'Try again; if it happens often, connect to the primary.',
  }),
  overloaded: ({ detail, hint }) => ({
    what: 'Rowhook is too busy.',
    why: detail,
    remedy: hint || 'Try again in a few seconds.',
  }),
  connect_timeout: ({ host, port, detail, hint }) => ({
    what: `${host}:${port} did not respond in time.`,
    why: detail,
    remedy:
      hint || 'Add this machine’s address to the allow-list, connect to the VPN, or check host and port.',
  }),
  query_timeout: ({ source, canSpread }) => ({
    what: `Reading ${source} took too long.`,
    why: 'A large view, a sort without an index, or a busy server.',
    remedy:
      source === CATALOG
        ? 'Try again when the server is less busy.'
        : canSpread
          ? 'Ask for fewer rows, or pick rows spread evenly: these need no sort.'
          : 'Ask for fewer rows. If that does not help, EXPLAIN ANALYZE in psql shows what takes so long.',
  }),
  lock_timeout: ({ source }) => ({
    what: `${atStart(source)} is locked.`,
    why: 'Another session holds a lock on it, often a running migration.',
    remedy: 'Try again when it has finished.',
  }),
  engine_timeout: () => ({
    what: 'The engine did not respond in time.',
    why: 'The database is slow, or the engine is busy.',
    remedy: 'Try again, or ask for fewer rows.',
  }),
  internal: () => ({
    what: 'Something went wrong inside Rowhook.',
    why: 'This is a fault of Rowhook, not of your data.',
    remedy: 'Try again. If you report it, include the request id below.',
  }),
  gateway_unreachable: () => ({
    what: 'Rowhook itself cannot be reached.',
    why: 'It was stopped, or this machine has lost its network.',
    remedy:
      'Start Rowhook again and retry. Your mapping is kept; Rowhook may ask for the connection string again.',
  }),
  gateway_timeout: () => ({
    what: 'Rowhook did not respond in time.',
    why: 'The database or the network is very slow, or a proxy drops requests.',
    remedy: 'Try again, or ask for fewer rows.',
  }),
  response_unreadable: () => ({
    what: 'The response could not be read.',
    why: 'The page and the server are probably of different versions, or a proxy responded instead.',
    remedy: 'Reload the page and try again.',
  }),
  response_incomplete: () => ({
    what: 'The check ended without a report.',
    why: 'The connection to Rowhook was lost, or Rowhook was stopped. The counts so far are incomplete.',
    remedy: 'Check again.',
  }),
  page_failed: () => ({
    what: 'The page could not process the response.',
    why: 'This is a fault of Rowhook, not of your data.',
    remedy: 'Reload the page and try again. Your mapping is kept.',
  }),
};
