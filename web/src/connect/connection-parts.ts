import type { Understood } from '@rowhook/contracts';
import { isLoopback } from '../lib/host';

/** The parts of a connection string; empty where they are not given. */
export interface ConnectionParts {
  host: string;
  port: string;
  database: string;
  user: string;
  password: string;
  /** Everything else, such as `sslmode`. */
  parameters: Record<string, string>;
}

const DEFAULT_PORT = '5432';

const NO_PARTS: ConnectionParts = {
  host: '',
  port: '',
  database: '',
  user: '',
  password: '',
  parameters: {},
};

/** The schemes of Postgres that drivers and providers write. */
const URL = /(?:postgres(?:ql)?(?:\+\w+)?|pgsql|postgis|ecto|cockroachdb):\/\/(.*)$/is;
/** Also with the slashes that some writers of JSON escape. */
const ANY_URL = /[a-z][a-z\d+.-]*:(?:\/\/|\\\/\\\/)(.*)$/is;

/**
 * The end of the credentials. It is the first `@` if none follows except in a parameter's value, as in libpq. Otherwise the password
 * contains `@`, and may contain `/` and `?`, so it is the last `@` before a host and a path, or the last one.
 */
const CREDENTIALS = [
  /^([^@/]*)@([^@?]*(?:\?(?:[^@&=]+=[^&]*(?:&|$))*)?)$/s,
  /^(.*)@([^/?@]+\/.*)$/s,
  /^(.*)@(.*)$/s,
];

const ADDRESS = /^(\[[^\]]*\]|[^/?:[\]]*)(?::(\d*))?(?:\/+([^?]*))?(?:\?(.*))?$/s;

/** The text after a URL that begins inside other text. */
const AFTER_URL = /["'`”’“»<>*}\\\s][^@]*$/;

/** The text after a URL that begins the text. Not every space ends the URL, because a database name may contain one. */
const AFTER_FIRST_URL = /(?:["'`”’“»<>*}\\\r\n]|[ \t]+(?:[#|-]|\/\/|&&|;+$))[^@]*$/;

/** A path and a parameter before any `@`. */
const NO_CREDENTIALS = /^[^:@/?]*\/[^:@/?]*\?\w+=/;

/** A key and its value. Text in double quotes may be a list of pairs itself. */
const KEYWORD = /([a-z_]+)\s*=\s*('(?:[^'\\]|\\.)*'|"(?!\s*[a-z_]+\s*=)[^"]*"|[^\s"';]*)/gi;

const PASSWORD =
  /(?:password|passwd|pass|pwd)["']?\s*[=:]\s*(?:'(?:[^'\\]|\\.)*'|.*?)(?=[&;\s]\s*[\w%]+\s*=|["'`]?\s*$)/gis;

const NAMES: Record<string, Exclude<keyof ConnectionParts, 'parameters'>> = {
  host: 'host',
  port: 'port',
  database: 'database',
  dbname: 'database',
  name: 'database',
  db: 'database',
  user: 'user',
  username: 'user',
  password: 'password',
  pass: 'password',
  passwd: 'password',
  pwd: 'password',
};

/** Reads the parts of a connection string while it is typed. A part that is not certain is empty. */
export function readParts(connectionString: string): ConnectionParts {
  const text = connectionString.replace(/^[\p{Cf}\s]+|[\p{Cf}\s]+$/gu, '').replaceAll('\\/', '/');
  const url = URL.exec(text);
  // Only the engine reads the options and arguments of psql.
  if (url === null && /(^|\s)psql\s+(?!["'\s]|\w+\s*=(?!.*\s-))/s.test(text)) return NO_PARTS;
  const parts =
    url === null
      ? withPairs(NO_PARTS, keywords(text))
      : readUrl(url[1] ?? '', url.index === 0 ? AFTER_FIRST_URL : AFTER_URL);
  return parts.host === '' ? parts : { ...parts, port: parts.port || DEFAULT_PORT };
}

/** The parts of an earlier connection, without its password. */
export function partsOf(understood: Understood): ConnectionParts {
  const { host, port, database, user, sslmode, channelBinding } = understood;
  const parameters = {
    ...(sslmode === '' ? {} : { sslmode }),
    ...(channelBinding === undefined ? {} : { channel_binding: channelBinding }),
  };
  return { ...NO_PARTS, host, port: String(port), database, user, parameters };
}

function readUrl(body: string, end: RegExp): ConnectionParts {
  const after = end.exec(body)?.[0] ?? '';
  // The engine joins lines.
  if (/^[\r\n]/.test(after)) return NO_PARTS;
  const { credentials, rest } = cutCredentials(body.slice(0, body.length - after.length));
  const [, host = '', port = '', path = '', query = ''] = ADDRESS.exec(rest) ?? [];
  // Without an `@` or a path, this may be the beginning of the credentials.
  const isAddress = credentials !== undefined || rest.includes('/');
  const [, user = '', password = ''] = /^([^:]*):?(.*)$/s.exec(credentials ?? '') ?? [];
  const parts = {
    ...NO_PARTS,
    host: isAddress ? host.replace(/\p{Cf}/gu, '') : '',
    port: isAddress ? port : '',
    database: decoded(path.replace(/\/+$/, '')),
    user: decoded(user),
    password: decoded(password),
  };
  return withPairs(
    parts,
    query.split('&').map((pair) => {
      const [, key = '', value = ''] = /^([^=]*)=?(.*)$/s.exec(pair) ?? [];
      return [decoded(key), decoded(value)];
    }),
  );
}

/** Cuts what follows the scheme. `exact`: libpq cuts there too. */
export function cutCredentials(body: string): {
  credentials: string | undefined;
  rest: string;
  exact: boolean;
} {
  for (const pattern of NO_CREDENTIALS.test(body) ? [] : CREDENTIALS) {
    const [, credentials, rest] = pattern.exec(body) ?? [];
    if (credentials !== undefined && rest !== undefined)
      return { credentials, rest, exact: pattern === CREDENTIALS[0] };
  }
  return { credentials: undefined, rest: body, exact: true };
}

function keywords(text: string): [string, string][] {
  return [...text.matchAll(KEYWORD)].map(([, key = '', value = '']) => [
    key.toLowerCase().replace(/^(?:pg|db_|postgres_)/, ''),
    /^["']/.test(value) ? value.slice(1, -1).replace(/\\(.)/gs, '$1') : value,
  ]);
}

function withPairs(parts: ConnectionParts, pairs: readonly [string, string][]): ConnectionParts {
  const result = { ...parts, parameters: { ...parts.parameters } };
  for (const [key, value] of pairs) {
    const name = NAMES[key];
    if (name !== undefined) result[name] = value;
    else if (key !== '') result.parameters[key] = value;
  }
  return { ...result, host: result.host.replace(/^\[(.*)\]$/, '$1') };
}

/** Undefined if a `%` starts no valid escape. */
export function decode(text: string): string | undefined {
  try {
    return decodeURIComponent(text);
  } catch {
    return undefined;
  }
}

function decoded(text: string): string {
  return decode(text) ?? text;
}

const REQUIRED = ['host', 'database', 'user'] as const;

/** The required parts that are empty. */
export function emptyParts(parts: ConnectionParts): readonly string[] {
  return REQUIRED.filter((part) => parts[part].trim() === '');
}

/** Without the spaces around what was typed or pasted. A password may begin or end with one. */
export function trimmedParts(parts: ConnectionParts): ConnectionParts {
  const { host, port, database, user } = parts;
  return {
    ...parts,
    host: host.trim(),
    port: port.trim(),
    database: database.trim(),
    user: user.trim(),
  };
}

/** The URL of the parts. Their password is not part of it. */
export function connectionUrl(
  { host, port, database, user, parameters }: ConnectionParts,
  password = '',
): string {
  // encodeURIComponent throws if half of a surrogate pair is pasted.
  const encoded = (part: string) => encodeURIComponent(part.replaceAll(/\p{Surrogate}/gu, '\uFFFD'));
  const credentials = encoded(user) + (password === '' ? '' : `:${encoded(password)}`);
  const query = new URLSearchParams(parameters).toString().replaceAll('+', '%20');
  return `postgresql://${credentials}@${host.includes(':') ? `[${host}]` : encoded(host)}:${port || DEFAULT_PORT}/${encoded(database)}${query === '' ? '' : `?${query}`}`;
}

/** The host of a container, seen from inside. */
export const CONTAINER_HOST = 'host.docker.internal';

/** The URL of a connection string with the container's host instead of a loopback address; undefined if it names none. */
export function withContainerHost(connectionString: string): string | undefined {
  const parts = readParts(connectionString);
  if (!isLoopback(parts.host)) return undefined;
  return connectionUrl({ ...parts, host: CONTAINER_HOST }, parts.password);
}

/** Credentials and an address without a scheme: `app:secret@host:5432/db`. Not names with values, such as `host: db password: p@ss`. */
const WITHOUT_SCHEME =
  /^(?!.*\b(?:host|dbname|database|user|username|password)\s*[=:])\s*[^\s:/@='"]+(?::(?!\/\/)[^\n]*)?@[^\s@]+\s*$/is;

/** Adds the scheme to a connection string. Undefined unless the scheme seems to be all that is missing. */
export function withScheme(connectionString: string): string | undefined {
  return WITHOUT_SCHEME.test(connectionString) ? `postgres://${connectionString.trim()}` : undefined;
}

/** The address of a web server, where a port follows the colon, not a password. */
const WEB_ADDRESS = /^\s*https?:\/\/[^:/?@]*:\d*\s*$/i;

/** The stretches of a connection string that are or may be a password, from `start` to before `end`, in order. */
export function secretRanges(connectionString: string): { start: number; end: number }[] {
  const found = [...connectionString.matchAll(PASSWORD)].map(({ 0: all, index }) => ({
    start: index + all.search(/[=:]/) + 1,
    end: index + all.length,
  }));
  const url = ANY_URL.exec(connectionString)?.[1];
  const body = url ?? (WITHOUT_SCHEME.test(connectionString) ? connectionString : undefined);
  if (body !== undefined) {
    const start = connectionString.length - body.length;
    const { credentials, rest } = cutCredentials(body);
    // Without an `@`, what stands after a colon is a port only if a path follows.
    const untyped = WEB_ADDRESS.test(connectionString)
      ? undefined
      : /^[^:/?[]*:(?!\d{1,5}[/?])/.exec(rest)?.[0].length;
    const colon = credentials?.indexOf(':') ?? -1;
    if (colon !== -1) found.push({ start: start + colon + 1, end: start + (credentials?.length ?? 0) });
    else if (credentials === undefined && untyped !== undefined)
      found.push({ start: start + untyped, end: start + body.length });
  }
  return merged(found.filter(({ start, end }) => start < end));
}

function merged(ranges: { start: number; end: number }[]): { start: number; end: number }[] {
  const result: { start: number; end: number }[] = [];
  for (const range of ranges.sort((a, b) => a.start - b.start)) {
    const last = result.at(-1);
    if (last !== undefined && range.start <= last.end) last.end = Math.max(last.end, range.end);
    else result.push({ ...range });
  }
  return result;
}
