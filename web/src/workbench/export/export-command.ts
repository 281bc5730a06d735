import { sourceOf, type Mapping, type OnError, type RelationName, type Source } from '@rowhook/contracts';
import { relationOf } from '../../lib/source';

export interface ExportOptions {
  source: Source;
  /** The text of the mapping document. */
  document: string;
  /** What to do with a rejected row: stop the export, or skip the row and count it. */
  onError: OnError;
}

/** The file for the payloads, with a name that needs no quotes in a shell. */
export function exportFile({ name }: RelationName): string {
  const plain = name.replace(/[^\p{L}\p{N}_.-]+/gu, '_').replace(/^[-.]+/, '');
  return `${plain === '' ? 'export' : plain}.ndjson`;
}

/**
 * The shell command that exports all rows of a source by a mapping. The connection string and the engine's token are read from
 * the environment when it runs; the mapping stands in a quoted here-document, where a shell changes nothing. It succeeds only
 * when the output is complete, and then prints the counts.
 */
export function exportCommand({ source, document, onError }: ExportOptions): string {
  const file = exportFile(relationOf(source));
  const members = Object.keys(source).join(', ');
  const options = onError === 'skip' ? 'onError: "skip", endRecord: true' : 'endRecord: true';
  return `cat > mapping.json <<'MAPPING'
${document}
MAPPING

jq '{connectionString: env.DATABASE_URL, ${members}, mapping: ., ${options}}' mapping.json |
  curl --silent --show-error --fail-with-body "\${ENGINE_URL:-http://127.0.0.1:7070}/v1/export" \\
    --header "Authorization: Bearer $ENGINE_TOKEN" \\
    --header 'Content-Type: application/json' \\
    --data-binary @- --output ${file} ||
  { [ $? -eq 22 ] && jq . ${file} >&2; rm -f ${file}; false; } &&
  tail -n 1 ${file} | grep '^{"$end":{'
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
