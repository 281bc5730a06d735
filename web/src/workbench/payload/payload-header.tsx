import { ChevronLeft, ChevronRight, FileDown, Rows3, SquareTerminal } from 'lucide-react';
import { ariaShortcuts } from '../../lib/commands';
import { download } from '../../lib/dom';
import { plural } from '../../lib/format';
import { useStore } from '../../lib/store';
import { navigate, urlState } from '../../lib/url-state';
import { visibleText } from '../../lib/visible-text';
import { withoutFields, type ExcludedField } from '../../mapping/valid-mapping';
import { CopyButton, IconButton } from '../../ui/button';
import { FoldedText } from '../../ui/exact-text';
import { nextRow, previousRow } from '../mapping-commands';
import { useDetail, useWorkbench } from '../context';
import { usePreviewState } from '../preview/preview';
import styles from './payload-pane.module.css';
import { curlCommand, toNdjson, webhookUrlOf } from './request';
import { fileName } from '../../lib/source';
import { rowKeyText } from '../../lib/cell';

interface PayloadHeaderProps {
  /** The fields that the payload lacks. */
  excluded: readonly ExcludedField[];
}

/** The row shown, the buttons to the other rows, and what can be copied or saved. */
export function PayloadHeader({ excluded }: PayloadHeaderProps) {
  const { name: sourceName, keyColumns } = useDetail();
  const workbench = useWorkbench();
  const { result, row, outdatedParts } = usePreviewState();
  const { all } = useStore(urlState);
  const payloads = result?.preview.payloads;
  const copied = outdatedParts.length > 0 ? 'Copied an outdated payload' : 'Copied';
  const count = payloads?.length ?? 0;
  const payload = payloads?.[row];
  const body = payload?.body ?? undefined;
  const name = payload === undefined ? '' : rowKeyText(payload.key, keyColumns);
  const url = webhookUrlOf(useStore(workbench.receiver.url));
  const sendable = payloads?.filter((each) => each.body !== null).length ?? 0;
  const sendableText = sendable === count ? '' : `, ${sendable} of ${plural(count, 'row')}`;
  return (
    <header className={styles.head}>
      <h2 className="visually-hidden">Payload</h2>
      <IconButton
        label={previousRow.label}
        icon={ChevronLeft}
        aria-keyshortcuts={ariaShortcuts(previousRow)}
        disabled={row === 0}
        onClick={() => previousRow.run(workbench)}
      />
      <span className={styles.position} role="status">
        {count > 0 ? `Row ${row + 1} of ${count}` : payloads === undefined ? '' : 'No rows'}
      </span>
      <IconButton
        label={nextRow.label}
        icon={ChevronRight}
        aria-keyshortcuts={ariaShortcuts(nextRow)}
        disabled={row >= count - 1}
        onClick={() => nextRow.run(workbench)}
      />
      <IconButton
        label="All rows"
        icon={Rows3}
        role="switch"
        aria-checked={all}
        className={styles.all}
        onClick={() => navigate({ all: !all })}
      />
      <span className={styles.key} title={visibleText(name)}>
        <FoldedText text={name} />
      </span>
      <span className={styles.actions}>
        <span className={styles.without} title={excluded.map(({ name }) => name).join(', ')}>
          {withoutFields(excluded.length)}
        </span>
        <IconButton
          label={`Download NDJSON${sendableText}`}
          icon={FileDown}
          disabled={sendable === 0}
          onClick={() =>
            download(fileName(sourceName, 'ndjson'), 'application/x-ndjson', toNdjson(payloads ?? []))
          }
        />
        <CopyButton
          label="Copy cURL"
          copied={copied}
          iconOnly={SquareTerminal}
          disabled={body === undefined}
          text={() => curlCommand(url, body ?? '')}
        />
        <CopyButton label="Copy JSON" copied={copied} disabled={body === undefined} text={() => body ?? ''} />
      </span>
    </header>
  );
}
