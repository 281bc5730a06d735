import { isLoopback } from '../api/connection';

/** From inside a container, the machine that it runs on. */
export const CONTAINER_HOST = 'host.docker.internal';

/** What stands around a string that comes out of a shell, an `.env` file or YAML: `export NAME="…";`, `psql '…'`, `NAME: …`. */
export const COPIED = /^(\s*(?:(?:export|psql)\s+)?(?:[A-Z\d_]+(?:=|:\s))?\s*(["'`]?))(.*?)(\2\s*;?\s*)$/s;

/** Cut as libpq cuts it: credentials end at the first `@`, unless a `/` comes before it. */
const URL_PARTS = /^(postgres(?:ql)?:\/\/(?:[^@/]*@)?)([^/?]*)([^?]*)(.*)$/is;

/** A keyword and its value, which may be quoted. */
const PAIR = /([^\s=]+)(\s*=\s*)('(?:[^'\\]|\\.)*'|(?:[^\s\\]|\\.)*)/gs;

/** The same connection string with its loopback hosts, and nothing else, replaced by the machine around the container. */
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

/** Cut as libpq cuts it: the first `@` ends the credentials, and none follows but in a parameter's value. */
const READABLE = /^(postgres(?:ql)?:\/\/)([^@/]*)@([^@?]*(?:\?(?:[^@&=]+=[^&]*(?:&|$))*)?)$/is;

/** Cut for the eye, since a password may hold any of `@ / ?`: at the last `@` before a host and a path, or the last of all. */
const BEFORE_HOST = /^(postgres(?:ql)?:\/\/)(.*)@([^/?@]+\/.*)$/is;
const LAST = /^(postgres(?:ql)?:\/\/)(.*)@(.*)$/is;

const PLACEHOLDER = /^(?:\[your[-_]password\]|<password>)$/i;

/** A list of keyword=value, and what is left of it where a value with a space or a quote breaks the list. */
const KEYWORD_PASSWORD = /^(?![a-z+]+:).*(?:^|\s)password\s*=/s;
const PAIRS = /[^\s=]+\s*=\s*(?:'(?:[^'\\]|\\.)*'(?=\s|$)|(?!')(?:[^\s\\]|\\.)*)/gs;

/** A connection string without its password, and the password exactly as it is; undefined where they cannot be parted. */
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

/** Whether it is the password, by all that can be seen, that keeps the string from being read. */
export function passwordBreaks(connectionString: string): boolean {
  const url = cutUrl(connectionString);
  if (url !== undefined) return !url.readable || PLACEHOLDER.test(url.password ?? '');
  const text = connectionString.trim();
  return KEYWORD_PASSWORD.test(text) && text.replace(PAIRS, '').trim() !== '';
}

function cutUrl(connectionString: string) {
  const [, before = '', , text = '', after = ''] = COPIED.exec(connectionString) ?? [];
  const byLibpq = READABLE.exec(text);
  const [, scheme = '', credentials, rest = ''] = byLibpq ?? BEFORE_HOST.exec(text) ?? LAST.exec(text) ?? [];
  if (credentials === undefined) return undefined;
  const colon = credentials.indexOf(':');
  const user = colon === -1 ? credentials : credentials.slice(0, colon);
  const written = colon === -1 ? undefined : credentials.slice(colon + 1);
  const decoded = byLibpq === null ? undefined : decode(credentials);
  const readable = decoded !== undefined;
  const password = written !== undefined && readable ? decode(written) : written;
  return { before, scheme, user, password, rest, after, readable };
}

/** Undefined where a `%` begins no code. */
function decode(text: string): string | undefined {
  try {
    return decodeURIComponent(text);
  } catch {
    return undefined;
  }
}
