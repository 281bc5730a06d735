import type { FieldPath, Payload, RelationDetail } from '@rowhook/contracts';
import { useState } from 'react';
import { Button } from '../../ui/button';
import { FailureNotice } from '../../ui/failure-notice';
import { Segmented } from '../../ui/toggle-group';
import { Skeleton } from '../../ui/loading';
import { ReadingCancelled, StillReading } from '../../ui/still-reading';
import type { TabPanel } from '../../ui/tabs';
import { goTo, type PayloadView, type Place } from '../../lib/url-state';
import { relationText } from '../../lib/relation';
import { stopCount } from '../../lib/format';
import { AllPayloads } from './all-payloads';
import { EXAMPLE_URL } from './request';
import { firstIsByKey } from './sample-rows';
import { sampleValue, type IssueField } from './issue-field';
import { rowKeyText } from './row-key';
import { NoRows } from './no-payload';
import { PayloadHeader } from './payload-header';
import { PayloadLines } from './payload-lines';
import styles from './payload-pane.module.css';
import type { PreviewState } from '../preview-state';
import { RawBody } from './raw-body';
import { RequestView } from './request-view';
import { RowIssuesNotice } from './row-issues-notice';
import { RowsControls } from './rows-controls';
import { StatusLine } from './status-line';

const views: { value: PayloadView; label: string }[] = [
  { value: 'pretty', label: 'Pretty' },
  { value: 'raw', label: 'Raw' },
  { value: 'request', label: 'Request' },
];

interface PayloadPaneProps {
  /** Where it is behind a tab. */
  panel: TabPanel | undefined;
  place: Place;
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
  const { panel, place, detail, preview, stale, fieldAt, sendAsString, onPoint } = props;
  const { sample, askable, answer, row, failure, reading, refreshing, cancel, retry, refresh } = preview;
  const [url, setUrl] = useState('');
  const payloads = answer?.preview.payloads ?? [];
  const payload = payloads[row];
  const body = payload?.body ?? undefined;
  const keyOf = (each: Payload) => rowKeyText(each.key, detail.primaryKey);
  const key = payload === undefined ? '' : keyOf(payload);
  const stopped = payloads.flatMap((each, index) => (each.body === null ? [index] : []));
  const stops = `${stopCount(stopped.length, payloads.length)}.`;
  const [firstStopped] = stopped;
  const valueAt = (of: number, column: string | undefined) =>
    sampleValue(sample, answer?.preview.sample.takenAt, of, column);
  const label = `Payload of row ${row + 1}`;
  const webhook = url === '' ? EXAMPLE_URL : url;
  const warnings = [...(sample?.warnings ?? []), ...(answer?.preview.warnings ?? [])].filter(
    ({ code, message }, i, all) =>
      all.findIndex((other) => other.code === code && other.message === message) === i,
  );

  return (
    <section {...panel} className={styles.pane} aria-label="Payload">
      <PayloadHeader
        payloads={answer?.preview.payloads}
        row={row}
        name={key}
        all={place.all}
        stale={stale !== undefined}
        url={webhook}
        relation={detail.name}
      />
      <div className={styles.sub}>
        <RowsControls
          limit={place.limit}
          pick={place.pick}
          byKey={firstIsByKey(detail, place.pick, sample)}
          nullable={detail.columns.filter(({ readable, nullable }) => readable && nullable)}
          refreshing={refreshing}
          onLimit={(limit) => goTo({ limit })}
          onPick={(pick) => goTo({ pick, row: 0 })}
          onRefresh={refresh}
        />
        <Segmented label="View" options={views} value={place.view} onChange={(view) => goTo({ view })} />
      </div>
      <div className={styles.notes}>
        {reading === 'under way' ? <StillReading onCancel={cancel} /> : null}
        {reading === 'cancelled' ? <ReadingCancelled onRetry={retry} /> : null}
        {failure === undefined ? null : (
          <FailureNotice
            failure={failure}
            relation={{ schema: detail.schema, name: detail.name }}
            canSpread={detail.kind === 'table' && detail.pages > 0 && place.pick !== 'spread'}
            actions={<Button onClick={retry}>Try again</Button>}
          />
        )}
        {stale === undefined || answer === undefined ? null : <p className={styles.stale}>{stale}</p>}
        {warnings.map(({ code, message }) => (
          <p key={code + message} className={styles.warning}>
            {message}
          </p>
        ))}
        {firstStopped === undefined || (body === undefined && !place.all) ? null : (
          <p className={styles.warning}>
            {stops}{' '}
            <Button look="link" onClick={() => goTo({ row: firstStopped })}>
              Show row {firstStopped + 1}
            </Button>
          </p>
        )}
      </div>
      <div className={styles.body} data-stale={stale !== undefined}>
        {answer === undefined ? (
          failure !== undefined || reading === 'cancelled' ? null : askable ? (
            <Skeleton label="Making the preview" lines={12} />
          ) : (
            <p className={styles.empty}>Put the conflict right to see a payload.</p>
          )
        ) : payload === undefined ? (
          <NoRows pick={place.pick} name={relationText(detail)} rowSecurity={detail.rowSecurity} />
        ) : place.all ? (
          <AllPayloads
            payloads={payloads}
            row={row}
            view={place.view}
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
        ) : place.view === 'raw' ? (
          <RawBody key={row} body={body} label={label} />
        ) : place.view === 'request' ? (
          <RequestView row={row} url={url} onUrlChange={setUrl} body={body} bytes={payload.bytes} />
        ) : (
          <PayloadLines body={body} label={label} sendAsString={sendAsString} onPoint={onPoint} />
        )}
      </div>
      <StatusLine answer={answer} bytes={payload?.bytes ?? 0} />
    </section>
  );
}
