import type { CheckReport } from '@rowhook/contracts';
import { formatBytes, formatCount, plural } from '../../lib/format';
import { navigate } from '../../lib/url-state';
import { fieldAtPointer } from '../../mapping/paths';
import { excludedText } from '../../mapping/valid-mapping';
import { ExactText } from '../../ui/exact-text';
import { Notice } from '../../ui/notice';
import { useDetail, useMapping, useWorkbench } from '../context';
import { exactness } from '../schema/receiver-schema';
import { goToField } from '../ui-state';
import { keyColumnsOf, type CheckResult } from './check';
import { FieldsTable } from './fields-table';
import { PayloadSizes } from './payload-sizes';
import { ReportIssueItem, RowLink } from './report-issues';
import {
  keyFacts,
  messageWithoutPath,
  oversized,
  paceOf,
  reasonOf,
  summaryOf,
  type SentencePart,
} from './report-text';
import styles from './report-view.module.css';

/** A report, from the sentence that says whether it is good to the facts behind it. */
export function ReportView({ result }: { result: CheckResult }) {
  const { report, valid } = result;
  const { excluded } = valid;
  const { rows, issues, schema, sizes, fields, notable } = report;
  const { mapping: store, check } = useWorkbench();
  const draftFields = useMapping(({ draft }) => draft.fields);
  const keyColumns = keyColumnsOf(result, useDetail());
  const key = keyFacts(report);
  const goTo = (id: number | undefined) =>
    id !== undefined && draftFields.some((field) => field.id === id) ? () => goToField(store, id) : undefined;
  const openRow = (values: string[]) => {
    check.show({ isExpanded: false });
    const where = keyColumns.map((column, index) => ({
      column,
      is: '=' as const,
      value: values[index] ?? '',
    }));
    navigate({ pick: { where }, row: 0, all: false });
  };
  const shared = { keyColumns, onOpenRow: openRow };
  return (
    <div className={styles.report}>
      <div className={styles.summary}>
        <p className={styles.sentence}>
          <Sentence parts={summaryOf(report, excluded.length)} />
        </p>
        <Shares report={report} isPartial={excluded.length > 0} />
        {excluded.length === 0 ? null : (
          <Notice tone="warn" title={`Not checked: ${excludedText(excluded)}`} />
        )}
        <Explanation />
      </div>

      {issues.length + (schema?.issues.length ?? 0) === 0 ? null : (
        <section aria-label="Issues">
          <h4>Issues</h4>
          <ul>
            {issues.map(({ field, to, code, message, rows: affected, examples }) => (
              <ReportIssueItem
                key={`${field} ${code}`}
                name={to ?? ''}
                message={<ExactText text={messageWithoutPath({ to, message })} />}
                rows={affected}
                unit="row"
                examples={examples}
                onGoTo={field === null ? undefined : goTo(valid.draft.fields[field]?.id)}
                {...shared}
              />
            ))}
            {schema?.issues.map(({ pointer, schemaPointer, message, rows: affected, examples, exact }) => (
              <ReportIssueItem
                key={`${pointer} ${schemaPointer} ${message}`}
                name={pointer}
                message={
                  <>
                    <ExactText text={message} />
                    {exactness({ exact })} <span className={styles.by}>receiver’s schema</span>
                  </>
                }
                rows={affected}
                unit="payload"
                examples={examples}
                onGoTo={goTo(fieldAtPointer(draftFields, pointer)?.id)}
                {...shared}
              />
            ))}
          </ul>
          {schema === undefined || schema.moreIssues === 0 ? null : (
            <p className={styles.more}>{plural(schema.moreIssues, 'more kind')} of schema issues.</p>
          )}
        </section>
      )}

      {sizes === null ? null : (
        <section aria-label="Payload sizes">
          <h4>Payload sizes</h4>
          <PayloadSizes sizes={sizes} />
          <p className={styles.more}>
            {formatBytes(report.bytes)} in all. {oversized(report)}
          </p>
        </section>
      )}

      {fields.length === 0 ? null : (
        <section aria-label="Facts about the fields">
          <h4>Fields</h4>
          <FieldsTable fields={fields} rows={rows} onGoTo={(field) => goTo(valid.draft.fields[field]?.id)} />
        </section>
      )}

      {notable.length === 0 && key === undefined ? null : (
        <section aria-label="Rows worth a look">
          <h4>Rows worth a look</h4>
          <ul className={styles.notables}>
            {notable.map((row) => (
              <li key={row.reason}>
                <span>{reasonOf(row)}</span>
                <RowLink row={row} keyColumns={keyColumns} onOpen={openRow} />
              </li>
            ))}
          </ul>
          {key === undefined ? null : (
            <p className={styles.more}>
              <Sentence parts={key} />
            </p>
          )}
        </section>
      )}
      <p className={styles.pace}>
        {plural(rows, 'row')} in {paceOf(report)}. One snapshot, {clock.format(new Date(report.takenAt))}.
      </p>
    </div>
  );
}

function Explanation() {
  return (
    <details className={styles.about}>
      <summary>What this means</summary>
      <p>
        A check reads every row in one snapshot, makes its payload with the same code as the preview, and
        sends nothing. A valid row has a payload, and the payload fits the receiver’s schema if there is one.
        A rejected row has no payload: an export stops at it or skips it.
      </p>
      <p>
        Sizes are in bytes of UTF-8. Each bar counts the payloads up to a power of two. Payloads in amber bars
        may be larger than 20 KB, and some receivers take no more.
      </p>
    </details>
  );
}

const clock = new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium', timeStyle: 'medium' });

function Sentence({ parts }: { parts: readonly SentencePart[] }) {
  return parts.map((part, index) =>
    typeof part === 'string' ? (
      part
    ) : (
      <code key={index}>
        <ExactText text={part.code} />
      </code>
    ),
  );
}

/** A bar with the shares of valid rows, rows that break the schema and rejected rows. The sentence says the same. */
function Shares({ report, isPartial }: { report: CheckReport; isPartial: boolean }) {
  const { rows, payloads, rejected, schema } = report;
  if (rows === 0) return null;
  const invalid = schema?.rejected ?? 0;
  const shares = [
    { look: styles.valid, part: payloads - invalid },
    { look: styles.invalid, part: invalid },
    { look: styles.rejected, part: rejected },
  ];
  return (
    <div
      className={styles.shares}
      data-partial={isPartial}
      aria-hidden
      title={shares.map(({ part }) => formatCount(part)).join(' · ')}
    >
      {shares.map(({ look, part }) =>
        part === 0 ? null : <span key={look} className={look} style={{ flexGrow: part / rows }} />,
      )}
    </div>
  );
}
