import type { Mapping, OnError, Source } from '@rowhook/contracts';
import { fileName, nameOf } from '../../lib/source';

export interface ExportOptions {
  source: Source;
  /** The text of the mapping document, without the source. */
  document: string;
  /** What to do with a rejected row: stop the export, or skip the row and count it. */
  onError: OnError;
  /** The URL of the engine; ENGINE_URL in the environment replaces it. */
  engineUrl: string;
}

/**
 * The shell command that exports all rows of a source by a mapping. The connection string and the engine's token are read from
 * the environment when it runs. The rest of the request stands in a quoted here-document, where a shell changes nothing, and jq
 * passes it on as text: parsed, a fixed value would lose repeated keys. Only a complete output replaces the file, and
 * then the counts are printed. Otherwise the reason is on stderr.
 */
export function exportCommand({ source, document, onError, engineUrl }: ExportOptions): string {
  const file = fileName(nameOf(source), 'ndjson');
  const members = { ...source, ...(onError === 'skip' ? { onError } : {}), endRecord: true };
  const request = Object.entries(members).map(([member, value]) => `"${member}": ${JSON.stringify(value)}`);
  return `: "\${DATABASE_URL:?}" "\${ENGINE_TOKEN:?}" &&
part=$(mktemp ./${file}.XXXXXX) && jq --raw-input --slurp --raw-output '"{\\"connectionString\\": \\(env.DATABASE_URL | tojson),\\n\\(.)"' <<'REQUEST' |
${request.join(',\n')},
"mapping": ${document}}
REQUEST
  curl --silent --show-error --fail-with-body "\${ENGINE_URL:-${engineUrl}}/v1/export" \\
    --header "Authorization: Bearer $ENGINE_TOKEN" \\
    --header 'Content-Type: application/json' \\
    --data-binary @- --output "$part" &&
  tail -n 1 "$part" | grep '^{"$end":{' && mv "$part" ${file} || {
    tail -n 1 "$part" | grep -E '^\\{"(type|\\$problem)":' >&2 || echo 'The export is not complete. Unless curl says why, see the log of the engine.' >&2
    rm -f "$part"; false
  }
`;
}

/** The mapping document without a source, one field a line. */
export function oneFieldALine({ version, onNull, fields }: Mapping): string {
  const lines = [
    `"version": ${version}`,
    ...(onNull === undefined ? [] : [`"onNull": ${JSON.stringify(onNull)}`]),
    `"fields": [${fields.map((field) => `\n    ${JSON.stringify(field)}`).join()}\n  ]`,
  ];
  return `{\n  ${lines.join(',\n  ')}\n}`;
}
