import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useId, useMemo } from 'react';
import { queries } from '../api/queries';
import { useStore } from '../lib/store';
import type { Draft } from '../mapping/model';
import { validateDraft } from '../mapping/validate';
import { LongText } from '../ui/exact-text';
import { useMapping, useMappingStore, type ShownSample } from '../workbench/context';
import { layOut, spaceAfter } from '../workbench/payload/line-layout';
import { validFields } from '../workbench/valid-fields';
import styles from './resulting-payload.module.css';

interface ResultingPayloadProps {
  draft: Draft;
  sample: ShownSample | undefined;
}

const NONE_REFUSED = new Map();

/** The payload of the first row as the engine would write it once the draft is applied. */
export function ResultingPayload({ draft, sample }: ResultingPayloadProps) {
  const id = useId();
  const source = useStore(useMappingStore().source);
  const columns = useMapping((state) => state.columns);
  const input = useMemo(() => {
    if (sample === undefined) return undefined;
    const { session, rows, takenAt } = sample;
    const validation = validateDraft(draft, columns);
    const { draft: valid, mapping, text } = validFields({ draft, validation, refused: NONE_REFUSED });
    const fieldIds = valid.fields.map((row) => row.id);
    return { session, source, rows, takenAt, mapping, mappingText: text, fieldIds };
  }, [columns, draft, sample, source]);
  const { data, isFetching } = useQuery({
    ...queries.preview(sample?.session ?? 0, input),
    placeholderData: keepPreviousData,
  });
  const first = data?.preview.payloads[0];
  const body = first?.body;
  const text = useMemo(() => (body == null ? undefined : prettyText(body)), [body]);
  return (
    <section className={styles.result} aria-labelledby={id} aria-busy={isFetching}>
      <h3 id={id}>Payload of the first row</h3>
      {text === undefined ? (
        <p>{first === undefined ? 'There is no row to show.' : 'This row would be rejected.'}</p>
      ) : (
        <pre tabIndex={0} aria-labelledby={id}>
          <LongText text={text} />
        </pre>
      )}
    </section>
  );
}

/** The body with white space between its tokens. */
function prettyText(body: string): string {
  return layOut(body)
    .map(
      (line) =>
        '  '.repeat(line.indent) +
        line.tokens
          .map(({ start, end }, index) => body.slice(start, end) + (spaceAfter(line, index, body) ? ' ' : ''))
          .join(''),
    )
    .join('\n');
}
