import type { CheckReport, ReportExample, ReportIssue } from '@rowhook/contracts';
import { formatBytes, formatCount, listed } from '../../lib/format';
import { visibleText } from '../../lib/visible-text';
import { excludedText, type ExcludedField } from '../../mapping/valid-mapping';
import { exactness } from '../schema/receiver-schema';
import {
  keyFacts,
  messageWithoutPath,
  oversized,
  paceOf,
  reasonOf,
  rowText,
  summaryOf,
  type SentencePart,
} from './report-text';

interface MarkdownInput {
  report: CheckReport;
  /** The name of the source. */
  source: string;
  keyColumns: readonly string[];
  /** The fields that were not checked. */
  excluded: readonly ExcludedField[];
  /** The parts that have changed since the check. */
  outdatedParts: readonly string[];
}

/** The report for an issue tracker or a wiki, where it stands without the page. */
export function reportMarkdown({
  report,
  source,
  keyColumns,
  excluded,
  outdatedParts,
}: MarkdownInput): string {
  const { issues, schema, sizes, fields, notable } = report;
  const sentence = (parts: readonly SentencePart[]) =>
    parts.map((part) => (typeof part === 'string' ? part : code(part.code))).join('');
  const examples = (list: readonly ReportExample[]) =>
    list
      .map((each) =>
        [each.value === null ? '' : code(each.value), code(rowText(each, keyColumns))]
          .filter(Boolean)
          .join(' at '),
      )
      .join(', ');
  const key = keyFacts(report);
  const sections = [
    `# Check of ${code(source)}`,
    outdatedParts.length === 0 ? '' : `**Outdated**: the ${listed(outdatedParts)} changed after this check.`,
    sentence(summaryOf(report, excluded.length)),
    excluded.length === 0 ? '' : plain(`Not checked: ${excludedText(excluded)}`),
    `Snapshot of ${report.takenAt}, read in ${paceOf(report)}. Payloads: ${formatCount(report.payloads)}, ${formatBytes(report.bytes)} in all.`,
    key === undefined ? '' : sentence(key),
    section(
      'Issues',
      ['Rows', 'Field', 'Issue', 'Examples'],
      issues.map((issue) => [
        formatCount(issue.rows),
        fieldOf(issue),
        plain(messageWithoutPath(issue)),
        examples(issue.examples),
      ]),
    ),
    schema === undefined
      ? ''
      : section(
          'Receiver’s schema',
          ['Payloads', 'Place', 'Issue', 'Examples'],
          schema.issues.map((issue) => [
            formatCount(issue.rows),
            code(issue.pointer || '/'),
            plain(issue.message) + exactness(issue),
            examples(issue.examples),
          ]),
        ),
    sizes === null
      ? ''
      : `## Payload sizes\n\nMin ${formatBytes(sizes.min)}, median ${formatBytes(sizes.median)}, p95 ${formatBytes(sizes.p95)}, p99 ${formatBytes(sizes.p99)}, max ${formatBytes(sizes.max)}. ${oversized(report)}`,
    section(
      'Fields',
      ['Field', 'NULL', 'Omitted', 'Longest', 'Beyond 2^53', 'Types'],
      fields.map(({ to, nulls, omitted, longest, unsafeNumbers, types }) => [
        code(to),
        formatCount(nulls),
        formatCount(omitted),
        longest === null ? '' : formatCount(longest),
        formatCount(unsafeNumbers),
        types.join(', '),
      ]),
    ),
    notable.length === 0
      ? ''
      : `## Rows worth a look\n\n${notable.map((row) => `- ${reasonOf(row)}: ${code(rowText(row, keyColumns))}`).join('\n')}`,
  ];
  return `${sections.filter(Boolean).join('\n\n')}\n`;
}

function fieldOf({ to }: ReportIssue): string {
  return to === null ? 'the row' : code(to);
}

function section(title: string, head: readonly string[], rows: readonly string[][]): string {
  if (rows.length === 0) return '';
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  return [`## ${title}`, '', line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}

/** A text from the database as a code span, on one line, that neither ends the span nor the cell of a table. */
function code(text: string): string {
  const shown = visibleText(text.replace(/[\r\n\t]+/g, ' ')).replaceAll('|', String.raw`\|`);
  const longest = Math.max(0, ...[...shown.matchAll(/`+/g)].map(([run]) => run.length));
  const fence = '`'.repeat(longest + 1);
  const space = longest > 0 || shown === '' ? ' ' : '';
  return `${fence}${space}${shown}${space}${fence}`;
}

/** A message, with what Markdown would read as its own. */
function plain(text: string): string {
  return visibleText(text.replace(/\s+/g, ' ')).replace(/[\\`*_{}[\]<>#|]/g, String.raw`\$&`);
}
