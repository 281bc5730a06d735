import { isLoopback } from '../api/connection';
import { cutCredentials, decode } from './connection-parts';

/** The host of a container, seen from inside. */
export const CONTAINER_HOST = 'host.docker.internal';

/** What stands around a string that comes out of a shell, an `.env` file or YAML: `export NAME="…";`, `psql '…'`, `NAME: …`. */
export const COPIED = /^(\s*(?:(?:export|psql)\s+)?(?:[A-Z\d_]+(?:=|:\s))?\s*(["'`]?))(.*?)(\2\s*;?\s*)$/s;

/** Split as libpq does: credentials end at the first `@`, unless a `/` comes before it. */
const URL_PARTS = /^(postgres(?:ql)?:\/\/(?:[^@/]*@)?)([^/?]*)([^?]*)(.*)$/is;

/** A keyword and its value, which may be quoted. */
const PAIR = /([^\s=]+)(\s*=\s*)('(?:[^'\\]|\\.)*'|(?:[^\s\\]|\\.)*)/gs;

/** The connection string with its loopback hosts replaced by the container's host. */
export function withContainerHost(connectionString: string): string {
  const [, before = '', , text = '', after = ''] = COPIED.exec(connectionString) ?? [];
  return before + (inUrl(text) ?? inKeywords(text)) + after;
}

function inUrl(text: string): string | undefined {
  const parts = URL_PARTS.exec(text);
  if (parts === null) return undefined;
  const [, credentials = '', hosts = '', path = '', query = ''] = parts;
  return (
    credentials +
    hosts.replace(/(?<=^|,)(?:\[[^\]]*\]|[^:,]+)/g, replaced) +
    path +
    query.replace(/(?<=[?&]host=)[^&]*/g, eachReplaced)
  );
}

function inKeywords(text: string): string {
  return text.replace(PAIR, (pair, key: string, equals: string, value: string) =>
    key === 'host' ? key + equals + eachReplaced(value) : pair,
  );
}

/** Of a list without ports, quoted or not. */
function eachReplaced(hosts: string): string {
  return hosts.replace(/[^',]+/g, replaced);
}

function replaced(host: string): string {
  return isLoopback(host) ? CONTAINER_HOST : host;
}

const SCHEME = /^(postgres(?:ql)?:\/\/)(.*)$/is;

const PLACEHOLDER = /^(?:\[your[-_]password\]|<password>)$/i;

/** A list of keyword=value with a password, and its valid pairs. */
const KEYWORD_PASSWORD = /^(?![a-z+]+:).*(?:^|\s)password\s*=/s;
const PAIRS = /[^\s=]+\s*=\s*(?:'(?:[^'\\]|\\.)*'(?=\s|$)|(?!')(?:[^\s\\]|\\.)*)/gs;

/** The connection string without its password, and the decoded password; undefined if they cannot be separated. */
export function partPassword(
  connectionString: string,
): { connectionString: string; password: string } | undefined {
  const url = cutUrl(connectionString);
  if (url?.password === undefined) return undefined;
  const { before, scheme, user, password, rest, after } = url;
  return {
    connectionString: `${before}${scheme}${user.replace(/[@/]/g, encodeURIComponent)}@${rest}${after}`,
    password: PLACEHOLDER.test(password) ? '' : password,
  };
}

/** Whether the password seems to make the connection string invalid. */
export function passwordBreaks(connectionString: string): boolean {
  const url = cutUrl(connectionString);
  if (url !== undefined) return !url.readable || PLACEHOLDER.test(url.password ?? '');
  const text = connectionString.trim();
  return KEYWORD_PASSWORD.test(text) && text.replace(PAIRS, '').trim() !== '';
}

function cutUrl(connectionString: string) {
  const [, before = '', , text = '', after = ''] = COPIED.exec(connectionString) ?? [];
  const [, scheme = '', body = ''] = SCHEME.exec(text) ?? [];
  const { credentials, rest, exact } = cutCredentials(body);
  if (credentials === undefined) return undefined;
  const colon = credentials.indexOf(':');
  const user = colon === -1 ? credentials : credentials.slice(0, colon);
  const written = colon === -1 ? undefined : credentials.slice(colon + 1);
  const decoded = exact ? decode(credentials) : undefined;
  const readable = decoded !== undefined;
  const password = written !== undefined && readable ? decode(written) : written;
  return { before, scheme, user, password, rest, after, readable };
}
