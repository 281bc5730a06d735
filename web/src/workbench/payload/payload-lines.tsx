import type { FieldPath } from '@rowhook/contracts';
import { useVirtualizer } from '@tanstack/react-virtual';
import { useEffect, useMemo, useRef } from 'react';
import { lighting } from '../highlight';
import { useStore } from '../../lib/store';
import { layOut, linesAt } from './line-layout';
import { PayloadLine } from './payload-line';
import styles from './payload-lines.module.css';

const LINE_PX = 21;

interface PayloadLinesProps {
  body: string;
  label: string;
  /** The choice to send the field at a path as a string, where it has one. */
  sendAsString: (path: FieldPath) => (() => void) | undefined;
  onPoint: (path: FieldPath | undefined) => void;
}

/** The pretty text; only the lines in view exist. */
export function PayloadLines({ body, label, sendAsString, onPoint }: PayloadLinesProps) {
  const scroll = useRef<HTMLDivElement>(null);
  const lines = useMemo(() => layOut(body), [body]);
  const light = useStore(lighting);
  const lit = useMemo(() => (light === undefined ? undefined : linesAt(lines, light.path)), [light, lines]);
  const virtualizer = useVirtualizer({
    count: lines.length,
    getScrollElement: () => scroll.current,
    estimateSize: () => LINE_PX,
    overscan: 4,
    initialRect: { width: 450, height: 700 },
  });

  const wanted = light?.by === 'mapping' ? lit?.from : undefined;
  useEffect(() => {
    if (wanted !== undefined) virtualizer.scrollToIndex(wanted);
  }, [virtualizer, wanted]);

  return (
    <div
      className={styles.scroll}
      ref={scroll}
      role="region"
      aria-label={label}
      tabIndex={0}
      onPointerLeave={() => onPoint(undefined)}
    >
      <div className={styles.lines} style={{ height: virtualizer.getTotalSize() }}>
        {virtualizer.getVirtualItems().map(({ index, start }) => {
          const line = lines[index];
          return line === undefined ? null : (
            <div
              key={index}
              data-index={index}
              ref={virtualizer.measureElement}
              className={styles.slot}
              style={{ transform: `translateY(${start}px)` }}
            >
              <PayloadLine
                line={line}
                body={body}
                lit={lit !== undefined && index >= lit.from && index <= lit.to}
                sendAsString={sendAsString}
                onPoint={onPoint}
              />
            </div>
          );
        })}
      </div>
    </div>
  );
}
