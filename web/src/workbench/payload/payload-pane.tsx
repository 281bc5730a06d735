import type { Payload, RelationDetail } from '@rowhook/contracts';
import { useEffect, useState } from 'react';
import type { PreviewResult } from '../../api/queries';
import { formatBytes, formatMs, plural, rejectedCount } from '../../lib/format';
import { relationText } from '../../lib/relation';
import { useStore } from '../../lib/store';
import { navigate, type PayloadView, type UrlState } from '../../lib/url-state';
import { Button } from '../../ui/button';
import { ReadingCancelled, Skeleton, StillReading } from '../../ui/loading';
import { ErrorNotice } from '../../ui/notice';
import type { TabPanel } from '../../ui/tabs';
import { ToggleGroup } from '../../ui/toggle-group';
import { firstIsByKey, rowKeyText, sampleValue } from '../column-facts';
import { useMappingStore } from '../context';
import type { PreviewState } from '../preview';
import { AllPayloads } from './all-payloads';
import { useShownLeftOut } from './missing-fields';
import { NoRows, RowIssuesNotice } from './no-payload';
import { useIssueField } from './payload-actions';
import { PayloadHeader } from './payload-header';
import { PayloadLines } from './payload-lines';
import styles from './payload-pane.module.css';
import { EXAMPLE_URL } from './request';
import { RawBody, RequestView } from './request-view';
import { RowSource } from './row-source';
import { RowsControls } from './rows-controls';

const views: { value: PayloadView; label: string }[] = [
  { value: 'pretty', label: 'Pretty' },
  { value: 'raw', label: 'Raw' },
  { value: 'request', label: 'Request' },
];

interface PayloadPaneProps {
  /** Set if the pane is the panel of a tab. */
  panel: TabPanel | undefined;
  urlState: UrlState;
  detail: RelationDetail;
  preview: PreviewState;
  onGoToField: (id: number) => void;
}

/** While a preview takes no longer than this, the payload from before is shown as if it were up to date. */
const STALE_SHOWN_AFTER_MS = 300;

export function PayloadPane(props: PayloadPaneProps) {
  const { panel, urlState, detail, preview, onGoToField } = props;
  const {
    sample: sampleOf,
    stale,
    result,
    row,
    error,
    reading,
    refreshing,
    cancel,
    retry,
    refresh,
  } = preview;
  const sample = sampleOf?.sample;
  const late = useDelayed(stale && reading === 'pending', STALE_SHOWN_AFTER_MS);
  const showStale = stale && (late || error !== undefined || reading === 'cancelled');
  const leftOut = useShownLeftOut(preview.leftOut);
  const { inputs } = useMappingStore();
  const fieldAt = useIssueField(result?.input.rowIds ?? []);
  const url = useStore(inputs, ({ webhookUrl }) => webhookUrl);
  const setUrl = (webhookUrl: string) => inputs.set({ ...inputs.get(), webhookUrl });
  const payloads = result?.preview.payloads ?? [];
  const payload = payloads[row];
  const body = payload?.body ?? undefined;
  const keyOf = (each: Payload) => rowKeyText(each.key, detail.primaryKey);
  const key = payload === undefined ? '' : keyOf(payload);
  const rejected = payloads.flatMap((each, index) => (each.body === null ? [index] : []));
  const count = `${rejectedCount(rejected.length, payloads.length)}.`;
  const [firstRejected] = rejected;
  const valueAt = (of: number, column: string | undefined) =>
    sampleValue(sample, result?.preview.sample.takenAt, of, column);
  const label = `Payload of row ${row + 1}`;
  const webhook = url === '' ? EXAMPLE_URL : url;
  const warnings = [...(sample?.warnings ?? []), ...(result?.preview.warnings ?? [])].filter(
    ({ code, message }, i, all) =>
      all.findIndex((other) => other.code === code && other.message === message) === i,
  );

  return (
    <section {...panel} className={styles.pane} aria-label="Payload">
      <PayloadHeader
        payloads={result?.preview.payloads}
        row={row}
        name={key}
        all={urlState.all}
        stale={stale}
        leftOut={leftOut}
        url={webhook}
        relation={detail.name}
      />
      <RowSource detail={detail} pick={urlState.pick} error={error} />
      <div className={styles.sub}>
        <RowsControls
          limit={urlState.limit}
          pick={urlState.pick}
          byKey={firstIsByKey(detail, urlState.pick, sample)}
          nullable={detail.columns.filter(({ readable, nullable }) => readable && nullable)}
          refreshing={refreshing}
          onLimit={(limit) => navigate({ limit })}
          onPick={(pick) => navigate({ pick, row: 0 })}
          onRefresh={refresh}
        />
        <ToggleGroup
          label="View"
          options={views}
          value={urlState.view}
          onChange={(view) => navigate({ view })}
        />
      </div>
      <div className={styles.notes}>
        {reading === 'cancelled' ? <ReadingCancelled onRetry={retry} /> : null}
        {error === undefined ? null : (
          <ErrorNotice
            failure={error}
            relation={{ schema: detail.schema, name: detail.name }}
            canSpread={detail.kind === 'table' && detail.pages > 0 && urlState.pick !== 'spread'}
            actions={<Button onClick={retry}>Try again</Button>}
          />
        )}
        {warnings.map(({ code, message }) => (
          <p key={code + message} className={styles.warning}>
            {message}
          </p>
        ))}
        {firstRejected === undefined || (body === undefined && !urlState.all) ? null : (
          <p className={styles.warning}>
            {count}{' '}
            <Button look="link" onClick={() => navigate({ row: firstRejected })}>
              Show row {firstRejected + 1}
            </Button>
          </p>
        )}
      </div>
      <div className={styles.body} data-stale={showStale}>
        <div className={styles.over}>
          {reading === 'pending' ? <StillReading onCancel={cancel} /> : null}
          {showStale ? <p className={styles.stale}>Payload from before this change</p> : null}
        </div>
        {result === undefined ? (
          error !== undefined || reading === 'cancelled' ? null : (
            <Skeleton label="Making the preview" lines={12} />
          )
        ) : payload === undefined ? (
          <NoRows pick={urlState.pick} name={relationText(detail)} rowSecurity={detail.rowSecurity} />
        ) : urlState.all ? (
          <AllPayloads
            payloads={payloads}
            row={row}
            view={urlState.view}
            url={webhook}
            keyOf={keyOf}
            rejected={count}
            fieldAt={fieldAt}
            valueAt={valueAt}
            onGoToField={onGoToField}
          />
        ) : body === undefined ? (
          <RowIssuesNotice
            issues={payload.issues}
            about={key === '' ? count : `${key} · ${count}`}
            fieldAt={fieldAt}
            valueOf={(column) => valueAt(row, column)}
            onGoToField={onGoToField}
          />
        ) : urlState.view === 'raw' ? (
          <RawBody key={row} body={body} label={label} />
        ) : urlState.view === 'request' ? (
          <RequestView row={row} url={url} onUrlChange={setUrl} body={body} bytes={payload.bytes} />
        ) : (
          <PayloadLines body={body} label={label} leftOut={leftOut} onGoToField={onGoToField} />
        )}
      </div>
      <StatusLine result={result} bytes={payload?.bytes ?? 0} />
    </section>
  );
}

const clock = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit', second: '2-digit' });

/** The rows of the preview and the size of the payload, and that nothing is sent. */
function StatusLine({ result, bytes }: { result: PreviewResult | undefined; bytes: number }) {
  return (
    <footer className={styles.foot}>
      <span className={styles.status} title={result === undefined ? '' : timeText(result)}>
        {result === undefined ? '' : statusText(result)}
      </span>
      <span className={styles.size}>{result === undefined ? '' : formatBytes(bytes)}</span>
      <strong>Preview only. Nothing is sent.</strong>
    </footer>
  );
}

function statusText({ preview: { payloads, sample } }: PreviewResult): string {
  return `${plural(payloads.length, 'row')} · sampled ${clock.format(new Date(sample.takenAt))}`;
}

function timeText({ preview: { timing }, elapsedMs }: PreviewResult): string {
  const database = formatMs(timing.connectMs + timing.queryMs);
  return `${formatMs(elapsedMs)}: database ${database}, mapping ${formatMs(timing.mapMs)}`;
}

/** True once `value` has been true for `ms` milliseconds without a break. */
function useDelayed(value: boolean, ms: number): boolean {
  const [late, setLate] = useState(false);
  useEffect(() => {
    if (!value) return;
    const timer = setTimeout(() => setLate(true), ms);
    return () => {
      clearTimeout(timer);
      setLate(false);
    };
  }, [value, ms]);
  return late;
}
