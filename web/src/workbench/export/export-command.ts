import { sourceOf, type Mapping, type OnError, type Source } from '@rowhook/contracts';
import { relationOf } from '../../lib/source';
import { fileName } from './file-name';

export interface ExportOptions {
  source: Source;
  /** The text of the mapping document. */
  document: string;
  /** What to do with a rejected row: stop the export, or skip the row and count it. */
  onError: OnError;
  /** Where the engine answers; ENGINE_URL in the environment replaces it. */
  engineUrl: string;
}

/**
 * The shell command that exports all rows of a source by a mapping. The connection string and the engine's token are read from
 * the environment when it runs; the mapping stands in a quoted here-document, where a shell changes nothing. Only a complete
 * output replaces the file, and then the counts are printed. Otherwise the reason is on stderr.
 */
export function exportCommand({ source, document, onError, engineUrl }: ExportOptions): string {
  const file = fileName(relationOf(source), 'ndjson');
  const members = Object.keys(source).join(', ');
  const options = onError === 'skip' ? 'onError: "skip", endRecord: true' : 'endRecord: true';
  return `part=$(mktemp ./${file}.XXXXXX) && jq '{connectionString: env.DATABASE_URL, ${members}, mapping: ., ${options}}' <<'MAPPING' |
${document}
MAPPING
  curl --silent --show-error --fail-with-body "\${ENGINE_URL:-${engineUrl}}/v1/export" \\
    --header "Authorization: Bearer $ENGINE_TOKEN" \\
    --header 'Content-Type: application/json' \\
    --data-binary @- --output "$part" &&
  tail -n 1 "$part" | grep '^{"$end":{' && mv "$part" ${file} || {
    head -c 10000 "$part" | grep '^{"type":' >&2 || echo 'The export is not complete. Unless curl says why, see the log of the engine.' >&2
    rm -f "$part"; false
  }
`;
}

/** The mapping document, one field a line. */
export function oneFieldALine({ version, onNull, fields, ...rest }: Mapping): string {
  const lines = [
    `"version": ${version}`,
    ...Object.entries(sourceOf(rest) ?? {}).map(([member, value]) => `"${member}": ${JSON.stringify(value)}`),
    ...(onNull === undefined ? [] : [`"onNull": ${JSON.stringify(onNull)}`]),
    `"fields": [${fields.map((field) => `\n    ${JSON.stringify(field)}`).join()}\n  ]`,
  ];
  return `{\n  ${lines.join(',\n  ')}\n}`;
}
