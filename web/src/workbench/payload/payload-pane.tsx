import type { FieldPath, Payload, RelationDetail } from '@rowhook/contracts';
import type { PreviewResult } from '../../api/queries';
import { formatBytes, formatMs, plural, rejectedCount } from '../../lib/format';
import { useStore } from '../../lib/store';
import { useMappingStore } from '../context';
import { relationText } from '../../lib/relation';
import { navigate, type PayloadView, type UrlState } from '../../lib/url-state';
import { Button } from '../../ui/button';
import { ReadingCancelled, Skeleton, StillReading } from '../../ui/loading';
import { ErrorNotice } from '../../ui/notice';
import type { TabPanel } from '../../ui/tabs';
import { ToggleGroup } from '../../ui/toggle-group';
import type { PreviewState } from '../preview';
import { AllPayloads } from './all-payloads';
import { NoRows, RowIssuesNotice } from './no-payload';
import { PayloadHeader } from './payload-header';
import { PayloadLines } from './payload-lines';
import styles from './payload-pane.module.css';
import { EXAMPLE_URL } from './request';
import { RawBody, RequestView } from './request-view';
import { RowsControls } from './rows-controls';
import { firstIsByKey, rowKeyText, sampleValue, type IssueField } from './sample-rows';

const views: { value: PayloadView; label: string }[] = [
  { value: 'pretty', label: 'Pretty' },
  { value: 'raw', label: 'Raw' },
  { value: 'request', label: 'Request' },
];

interface PayloadPaneProps {
  /** Where it is behind a tab. */
  panel: TabPanel | undefined;
  urlState: UrlState;
  detail: RelationDetail;
  preview: PreviewState;
  /** Why the payload shown is not that of the mapping as it stands. */
  stale: string | undefined;
  /** What a field is called, and a way to it, by its index in the mapping that was asked for. */
  fieldAt: (index: number) => IssueField | undefined;
  sendAsString: (path: FieldPath) => (() => void) | undefined;
  onPoint: (path: FieldPath | undefined) => void;
}

export function PayloadPane(props: PayloadPaneProps) {
  const { panel, urlState, detail, preview, stale, fieldAt, sendAsString, onPoint } = props;
  const { sample, canPreview, result, row, error, reading, refreshing, cancel, retry, refresh } = preview;
  const { inputs } = useMappingStore();
  const url = useStore(inputs, ({ webhookUrl }) => webhookUrl);
  const setUrl = (webhookUrl: string) => inputs.set({ ...inputs.get(), webhookUrl });
  const payloads = result?.preview.payloads ?? [];
  const payload = payloads[row];
  const body = payload?.body ?? undefined;
  const keyOf = (each: Payload) => rowKeyText(each.key, detail.primaryKey);
  const key = payload === undefined ? '' : keyOf(payload);
  const stopped = payloads.flatMap((each, index) => (each.body === null ? [index] : []));
  const stops = `${rejectedCount(stopped.length, payloads.length)}.`;
  const [firstStopped] = stopped;
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
        stale={stale !== undefined}
        url={webhook}
        relation={detail.name}
      />
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
        {reading === 'pending' ? <StillReading onCancel={cancel} /> : null}
        {reading === 'cancelled' ? <ReadingCancelled onRetry={retry} /> : null}
        {error === undefined ? null : (
          <ErrorNotice
            failure={error}
            relation={{ schema: detail.schema, name: detail.name }}
            canSpread={detail.kind === 'table' && detail.pages > 0 && urlState.pick !== 'spread'}
            actions={<Button onClick={retry}>Try again</Button>}
          />
        )}
        {stale === undefined || result === undefined ? null : <p className={styles.stale}>{stale}</p>}
        {warnings.map(({ code, message }) => (
          <p key={code + message} className={styles.warning}>
            {message}
          </p>
        ))}
        {firstStopped === undefined || (body === undefined && !urlState.all) ? null : (
          <p className={styles.warning}>
            {stops}{' '}
            <Button look="link" onClick={() => navigate({ row: firstStopped })}>
              Show row {firstStopped + 1}
            </Button>
          </p>
        )}
      </div>
      <div className={styles.body} data-stale={stale !== undefined}>
        {result === undefined ? (
          error !== undefined || reading === 'cancelled' ? null : canPreview ? (
            <Skeleton label="Making the preview" lines={12} />
          ) : (
            <p className={styles.empty}>Fix the issue to see a payload.</p>
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
            stops={stops}
            fieldAt={fieldAt}
            valueAt={valueAt}
            sendAsString={sendAsString}
            onPoint={onPoint}
          />
        ) : body === undefined ? (
          <RowIssuesNotice
            issues={payload.issues}
            about={key === '' ? stops : `${key} · ${stops}`}
            fieldAt={fieldAt}
            valueOf={(column) => valueAt(row, column)}
          />
        ) : urlState.view === 'raw' ? (
          <RawBody key={row} body={body} label={label} />
        ) : urlState.view === 'request' ? (
          <RequestView row={row} url={url} onUrlChange={setUrl} body={body} bytes={payload.bytes} />
        ) : (
          <PayloadLines body={body} label={label} sendAsString={sendAsString} onPoint={onPoint} />
        )}
      </div>
      <StatusLine result={result} bytes={payload?.bytes ?? 0} />
    </section>
  );
}

const clock = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit', second: '2-digit' });

/** What the preview is made of, how long it took, and the promise that nothing leaves. */
export function StatusLine({ result, bytes }: { result: PreviewResult | undefined; bytes: number }) {
  return (
    <footer className={styles.foot}>
      <span className={styles.status}>{result === undefined ? '' : describe(result, bytes)}</span>
      <strong>Preview only. Nothing is sent.</strong>
    </footer>
  );
}

function describe({ preview, elapsedMs }: PreviewResult, bytes: number): string {
  const { payloads, sample, timing } = preview;
  const database = timing.connectMs + timing.queryMs;
  const parts = `(${database > 0 ? `database ${formatMs(database).replace(' ms', '')}, ` : ''}mapping ${formatMs(timing.mapMs).replace(' ms', '')})`;
  return [
    plural(payloads.length, 'row'),
    `sampled ${clock.format(new Date(sample.takenAt))}`,
    `${formatMs(elapsedMs)} ${parts}`,
    formatBytes(bytes),
  ].join(' · ');
}
