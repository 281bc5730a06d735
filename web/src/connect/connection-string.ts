import { isLoopback } from '../api/loopback';

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
