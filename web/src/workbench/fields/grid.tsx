import { useVirtualizer } from '@tanstack/react-virtual';
import { useEffect, useRef } from 'react';
import { isFocusLost } from '../../lib/dom';
import { useStore } from '../../lib/store';
import { rangeWith } from '../../ui/range-with';
import { useMapping, useMappingStore } from '../context';
import { focusedField, highlight } from '../ui-state';
import { FieldRow } from './field-row';
import fieldRowStyles from './field-row.module.css';
import { focusPart, useFocusRequest } from './focus-request';
import { onGridKeyDown } from './grid-keys';
import styles from './grid.module.css';

const ROW_PX = 37;

/** The fields as a grid. Only the rows in view and the focused row are rendered. */
export function MappingGrid() {
  const store = useMappingStore();
  const all = useMapping((state) => state.draft.fields);
  const fields = useMapping((state) => state.shown);
  const focusRequest = useMapping((state) => state.focusRequest);
  const pointed = useStore(highlight, (current) => (current?.by === 'payload' ? current.field : undefined));
  const scroll = useRef<HTMLDivElement>(null);
  const lastFocused = useStore(focusedField);
  // The grid is one stop of the Tab key, so the row that is it stays rendered.
  const tabStop = fields.some(({ id }) => id === lastFocused) ? lastFocused : fields[0]?.id;

  const virtualizer = useVirtualizer({
    count: fields.length,
    getScrollElement: () => scroll.current,
    getItemKey: (index) => fields[index]?.id ?? index,
    estimateSize: () => ROW_PX,
    overscan: 1,
    initialRect: { width: 700, height: 700 },
    rangeExtractor: rangeWith(fields.findIndex((field) => field.id === tabStop)),
  });

  useEffect(() => {
    const index = store.get().shown.findIndex((field) => field.id === focusRequest?.id);
    if (index !== -1) virtualizer.scrollToIndex(index);
  }, [store, virtualizer, focusRequest]);
  useFocusRequest(scroll);
  useEffect(() => {
    // On a touch screen a focused field would open the keyboard.
    const [first] = store.get().shown;
    const free = isFocusLost() || document.activeElement?.matches('main') === true;
    if (first !== undefined && free && window.matchMedia('(hover: hover)').matches)
      // At once: a frame later, the user may have focused something else.
      focusPart(scroll.current, first.id, 'path');
  }, [store]);

  useEffect(() => {
    const index = store.get().shown.findIndex((field) => field.id === pointed);
    if (index !== -1) virtualizer.scrollToIndex(index);
  }, [store, virtualizer, pointed]);

  return (
    <div
      className={styles.scroll}
      ref={scroll}
      role="grid"
      aria-label="Fields"
      aria-rowcount={all.length + 1}
      onKeyDown={(event) => onGridKeyDown(event, store)}
    >
      <div role="row" aria-rowindex={1} className={`${fieldRowStyles.columns} ${styles.head}`}>
        <span role="columnheader">Value</span>
        <span role="columnheader">Field path</span>
        <span role="columnheader">Send as</span>
        <span role="columnheader">If NULL</span>
        <span role="columnheader">
          <span className="visually-hidden">Actions</span>
        </span>
      </div>
      <div role="rowgroup" className={styles.rows} style={{ height: virtualizer.getTotalSize() }}>
        {virtualizer.getVirtualItems().map(({ index, key, start }) => {
          const field = fields[index];
          return field === undefined ? null : (
            <div
              key={key}
              role="presentation"
              data-index={index}
              ref={virtualizer.measureElement}
              className={styles.slot}
              style={{ transform: `translateY(${start}px)` }}
            >
              <FieldRow
                field={field}
                index={fields === all ? index : all.indexOf(field)}
                first={index === 0}
                last={index === fields.length - 1}
                tabStop={field.id === tabStop}
              />
            </div>
          );
        })}
      </div>
    </div>
  );
}
