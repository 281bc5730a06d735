import { cutCredentials, decode } from './connection-parts';

/** The text around a connection string from a shell, an `.env` file or YAML: `export NAME="…";`, `psql '…'`, `NAME: …`. */
const COPIED = /^(\s*(?:(?:export|psql)\s+)?(?:[A-Z\d_]+(?:=|:\s))?\s*(["'`]?))(.*?)(\2\s*;?\s*)$/s;

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
