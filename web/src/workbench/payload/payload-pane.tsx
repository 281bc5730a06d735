import type { Payload } from '@rowhook/contracts';
import { useEffect, useMemo, useState } from 'react';
import { isAboutConditions } from '../../filters/condition-errors';
import { rowKeyText } from '../../lib/cell';
import { listed, rejectedCount } from '../../lib/format';
import { distinctBy } from '../../lib/objects';
import { sourceText } from '../../lib/source';
import { useStore } from '../../lib/store';
import { navigate, urlState, type PayloadView } from '../../lib/url-state';
import type { ExcludedField } from '../../mapping/valid-mapping';
import { Button } from '../../ui/button';
import { ErrorNotice } from '../../requests/error-notice';
import { FailedPart, lazyPart } from '../../ui/lazy-part';
import { ReadingCancelled, StillReading } from '../../requests/reading';
import { Skeleton } from '../../ui/skeleton';
import { ToggleGroup } from '../../ui/toggle-group';
import { useDetail, useMapping, useWorkbench } from '../context';
import { usePreviewState } from '../preview/preview';
import { SchemaIssues } from '../schema/schema-issues';
import { AllPayloads } from './all-payloads';
import { NoRows, RowIssuesNotice } from './no-payload';
import { PayloadHeader } from './payload-header';
import styles from './payload-pane.module.css';
import { PayloadLines, RawBody } from './payload-views';
import { RequestView } from './request-view';
import { RowsControls } from './rows-controls';
import { SourceBar } from './source-bar';
import { StatusLine } from './status-line';

const views: { value: PayloadView; label: string }[] = [
  { value: 'pretty', label: 'Pretty' },
  { value: 'raw', label: 'Raw' },
  { value: 'request', label: 'Request' },
];

const CheckPanel = lazyPart(() => import('../check/check-panel'), null, FailedCheck);

/** While a preview takes no longer than this, an outdated payload is not marked as such. */
const OUTDATED_MARKED_AFTER_MS = 300;

export function PayloadPane() {
  const { view } = useStore(urlState);
  const { isOpen, isExpanded } = useStore(useWorkbench().check.state);
  const excluded = useShownExcluded();
  return (
    <section className={styles.pane} aria-label="Payload" data-covered={isOpen && isExpanded}>
      <PayloadHeader excluded={excluded} />
      <SourceBar />
      <div className={styles.sub}>
        <RowsControls />
        <ToggleGroup label="View" options={views} value={view} onChange={(view) => navigate({ view })} />
      </div>
      <PayloadNotes />
      <PayloadBody excluded={excluded} />
      {isOpen ? <CheckPanel /> : null}
      <StatusLine />
    </section>
  );
}

/** Can be closed, because the panel may cover the payload. */
function FailedCheck() {
  const { check } = useWorkbench();
  return <FailedPart actions={<Button onClick={() => check.show({ isOpen: false })}>Close</Button>} />;
}

/** Errors and warnings above the payload, and how many rows are rejected. */
function PayloadNotes() {
  const detail = useDetail();
  const { all, pick } = useStore(urlState);
  const { shownSample, result, row, error, reading, retry } = usePreviewState();
  const payloads = result?.preview.payloads ?? [];
  const { summary, first } = rejectedRows(payloads);
  const warnings = distinctBy(
    [...(shownSample?.sample.warnings ?? []), ...(result?.preview.warnings ?? [])],
    ({ code, message }) => code + message,
  );
  return (
    <div className={styles.notes}>
      {reading === 'cancelled' ? <ReadingCancelled onRetry={retry} /> : null}
      {error === undefined || isAboutConditions(error) ? null : (
        <ErrorNotice
          error={error}
          sourceName={detail.name}
          canSpread={detail.canSpread && pick !== 'spread'}
          actions={<Button onClick={retry}>Try again</Button>}
        />
      )}
      {warnings.map(({ code, message }) => (
        <p key={code + message} className={styles.warning}>
          {message}
        </p>
      ))}
      <SchemaIssues />
      {first === undefined || (payloads[row]?.body === null && !all) ? null : (
        <p className={styles.warning}>
          {summary}{' '}
          <Button look="link" onClick={() => navigate({ row: first })}>
            Show row {first + 1}
          </Button>
        </p>
      )}
    </div>
  );
}

/** The payload of the row shown, or of all rows, or why there is none. `excluded`: the fields that the payload lacks. */
function PayloadBody({ excluded }: { excluded: readonly ExcludedField[] }) {
  const detail = useDetail();
  const { all, pick, view } = useStore(urlState);
  const { outdatedParts, result, row, error, reading, cancel } = usePreviewState();
  const isOutdated = outdatedParts.length > 0;
  const isSlow = useDelayed(isOutdated && reading === 'pending', OUTDATED_MARKED_AFTER_MS);
  const isMarkedOutdated = isOutdated && (isSlow || error !== undefined || reading === 'cancelled');
  const payloads = result?.preview.payloads ?? [];
  const payload = payloads[row];
  const keyOf = (each: Payload) => rowKeyText(each.key, detail.keyColumns);
  const { summary } = rejectedRows(payloads);
  const label = `Payload of row ${row + 1}`;
  return (
    <div className={styles.body} data-outdated={isMarkedOutdated}>
      <div className={styles.over}>
        {reading === 'pending' ? <StillReading onCancel={cancel} /> : null}
        {isMarkedOutdated ? (
          <p className={styles.outdated}>{`Outdated: the ${listed(outdatedParts)} changed`}</p>
        ) : null}
      </div>
      {result === undefined ? (
        error !== undefined || reading === 'cancelled' ? null : (
          <Skeleton label="Making the preview" lines={12} />
        )
      ) : payload === undefined ? (
        <NoRows pick={pick} name={sourceText(detail.name)} rowSecurity={detail.rowSecurity} />
      ) : all ? (
        <AllPayloads payloads={payloads} row={row} view={view} keyOf={keyOf} rejected={summary} />
      ) : payload.body === null ? (
        <RowIssuesNotice
          row={row}
          issues={payload.issues}
          about={[keyOf(payload), summary].filter(Boolean).join(' · ')}
        />
      ) : view === 'raw' ? (
        <RawBody key={row} body={payload.body} label={label} />
      ) : view === 'request' ? (
        <RequestView row={row} body={payload.body} bytes={payload.bytes} />
      ) : (
        <PayloadLines body={payload.body} label={label} excluded={excluded} />
      )}
    </div>
  );
}

/** The number of rows without a payload, as a sentence, and the index of the first one. */
function rejectedRows(payloads: readonly Payload[]): { summary: string; first: number | undefined } {
  const rejected = payloads.flatMap(({ body }, index) => (body === null ? [index] : []));
  return { summary: `${rejectedCount(rejected.length, payloads.length)}.`, first: rejected[0] };
}

/** The fields that are not in the payload, without one that is being typed: it will be there in a moment. */
function useShownExcluded(): readonly ExcludedField[] {
  const { excluded } = usePreviewState();
  const typed = useMapping(({ inProgress, paused }) => (paused ? undefined : inProgress?.id));
  return useMemo(() => excluded.filter(({ id }) => id !== typed), [excluded, typed]);
}

/** True once `value` has been true for `ms` milliseconds without a break. */
function useDelayed(value: boolean, ms: number): boolean {
  const [isPast, setIsPast] = useState(false);
  useEffect(() => {
    if (!value) return;
    const timer = setTimeout(() => setIsPast(true), ms);
    return () => {
      clearTimeout(timer);
      setIsPast(false);
    };
  }, [value, ms]);
  return isPast;
}
