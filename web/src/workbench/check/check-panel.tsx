import type { ReportProgress } from '@rowhook/contracts';
import { Braces, FileText, Maximize2, Minimize2, X } from 'lucide-react';
import { useEffect, useId, useRef } from 'react';
import { isComposing, isFocusLost } from '../../lib/dom';
import { formatCount, formatEstimatedRows, listed } from '../../lib/format';
import { sourceText } from '../../lib/source';
import { useStore } from '../../lib/store';
import { Button, CopyButton, IconButton } from '../../ui/button';
import { ErrorNotice } from '../../requests/error-notice';
import { useOutdatedParts } from '../outdated-parts';
import { useDetail, useWorkbench } from '../context';
import { sentSchema } from '../schema/receiver-schema';
import { SchemaLine } from '../schema/schema-line';
import { keyColumnsOf } from './check';
import styles from './check-panel.module.css';
import { reportMarkdown } from './report-markdown';
import { announcementOf, rateOf, sentenceText, summaryOf, timeLeft } from './report-text';
import { ReportView } from './report-view';

/** The check of all rows: how far it has come, why it ended, and its last report, which stays until there is a newer one. */
export default function CheckPanel() {
  const detail = useDetail();
  const { mapping: store, receiver, check } = useWorkbench();
  const { running, failure, result, isExpanded } = useStore(check.state);
  const source = useStore(store.source);
  const schema = useStore(receiver.schema);
  const madeFrom = result && { draft: result.valid.draft, inputs: result };
  const outdatedParts = useOutdatedParts(store, madeFrom, { source, schema: schema && sentSchema(schema) });
  const titleId = useId();
  const panel = useRef<HTMLElement>(null);
  const isRunning = running !== undefined;
  useEffect(() => {
    // If the panel is mounted because the user moved to the tab of the payload, the focus stays on the tab.
    if (document.activeElement?.matches('[role="tab"]') !== true) panel.current?.focus();
  }, []);
  useEffect(() => {
    // Cancel was focused, and has gone.
    if (!isRunning && isFocusLost()) panel.current?.focus();
  }, [isRunning]);
  const before = result === undefined ? '' : 'The previous report is below.';
  return (
    // Escape works from everything in the panel.
    // eslint-disable-next-line jsx-a11y/no-noninteractive-element-interactions
    <section
      ref={panel}
      tabIndex={-1}
      className={styles.panel}
      data-expanded={isExpanded}
      aria-labelledby={titleId}
      onKeyDown={(event) => {
        if (event.key !== 'Escape' || event.defaultPrevented || isComposing(event.nativeEvent)) return;
        check.show({ isOpen: false });
      }}
    >
      <header className={styles.head}>
        <h3 id={titleId}>Check of all rows</h3>
        {result === undefined ? null : (
          <>
            <CopyButton
              label="Copy as Markdown"
              iconOnly={FileText}
              text={() =>
                reportMarkdown({
                  report: result.report,
                  source: sourceText(detail.name),
                  keyColumns: keyColumnsOf(result, detail),
                  excluded: result.valid.excluded,
                  outdatedParts,
                })
              }
            />
            <CopyButton
              label="Copy as JSON"
              iconOnly={Braces}
              text={() => `${JSON.stringify(result.report, null, 2)}\n`}
            />
          </>
        )}
        <IconButton
          label={isExpanded ? 'Show the payload too' : 'Expand the report'}
          icon={isExpanded ? Minimize2 : Maximize2}
          onClick={() => check.show({ isExpanded: !isExpanded })}
        />
        <IconButton label="Close the report" icon={X} onClick={() => check.show({ isOpen: false })} />
      </header>
      <SchemaLine />
      <div className={styles.content}>
        {isRunning ? <CheckProgress progress={running.progress} onCancel={check.cancel} /> : null}
        <div role="status" className={styles.state}>
          {isRunning ? (
            before && <p>{before}</p>
          ) : failure === 'cancelled' ? (
            <p>The check was cancelled, and Postgres was told to stop. {before}</p>
          ) : failure !== undefined ? (
            before && <p>{before}</p>
          ) : result === undefined ? null : (
            <span className="visually-hidden">
              {sentenceText(summaryOf(result.report, result.valid.excluded.length))}
            </span>
          )}
          {outdatedParts.length > 0 && !isRunning ? (
            <p className={styles.outdated}>
              {`Outdated: the ${listed(outdatedParts)} changed after this check. `}
              <Button look="link" onClick={check.start}>
                Check again
              </Button>
            </p>
          ) : null}
        </div>
        {failure === undefined || failure === 'cancelled' ? null : (
          <ErrorNotice
            error={failure}
            sourceName={detail.name}
            actions={<Button onClick={check.start}>Check again</Button>}
          />
        )}
        {result === undefined ? null : <ReportView result={result} />}
      </div>
    </section>
  );
}

interface CheckProgressProps {
  progress: ReportProgress | undefined;
  onCancel: () => void;
}

/** How far a check has come. */
function CheckProgress({ progress, onCancel }: CheckProgressProps) {
  const { rows = 0, estimatedRows = null, seconds = 0 } = progress ?? {};
  const left = progress && timeLeft(progress);
  // More rows than the statistics know of say nothing about the end.
  const total = estimatedRows !== null && rows <= estimatedRows ? estimatedRows : undefined;
  return (
    <div className={styles.progress}>
      <progress
        aria-label="Rows checked"
        max={total ?? 1}
        // Without a value the bar only shows that the check goes on.
        {...(total === undefined ? {} : { value: rows })}
      />
      <p className={styles.numbers}>
        <span>
          <b>{formatCount(rows)}</b>
          {total === undefined ? ' rows' : ` of ${formatEstimatedRows(total)}`}
        </span>
        <span>{seconds > 0 ? rateOf(rows / seconds) : ''}</span>
        <span>{left ?? ''}</span>
      </p>
      <Button onClick={onCancel}>Cancel</Button>
      <span role="status" className="visually-hidden">
        {announcementOf(progress)}
      </span>
    </div>
  );
}
