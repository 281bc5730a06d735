import type { FieldPath } from '@rowhook/contracts';
import { useVirtualizer } from '@tanstack/react-virtual';
import { useEffect, useRef, useState, type FocusEvent, type KeyboardEvent, type ReactNode } from 'react';
import { fieldName } from '../../mapping/model';
import { fieldAtPath } from '../../mapping/paths';
import { useMappingStore } from '../context';
import { highlightPath } from './payload-actions';
import styles from './virtual-lines.module.css';

interface VirtualLinesProps {
  label: string;
  count: number;
  estimateSize: (index: number) => number;
  overscan: number;
  /** The line to scroll to the top. */
  top?: number | undefined;
  /** The line to scroll into view. */
  shown: number | undefined;
  /** The field path of a line, which is highlighted when an arrow key reaches the line. */
  pathAt: (index: number) => FieldPath | undefined;
  onEnter: (index: number) => void;
  /** `isActive`: whether arrow keys have moved to the line. Tab reaches only the buttons of that line. */
  renderLine: (index: number, isActive: boolean) => ReactNode;
}

/** Lines as one tab stop. Arrow keys move the active line. Only the lines in view are rendered. */
export function VirtualLines(props: VirtualLinesProps) {
  const { label, count, estimateSize, overscan, top, shown, pathAt, onEnter, renderLine } = props;
  const store = useMappingStore();
  const scroll = useRef<HTMLDivElement>(null);
  const [chosen, setActive] = useState<number>();
  const virtualizer = useVirtualizer({
    count,
    getScrollElement: () => scroll.current,
    estimateSize,
    overscan,
    initialRect: { width: 450, height: 700 },
  });
  useEffect(() => {
    if (top !== undefined) virtualizer.scrollToIndex(top, { align: 'start' });
  }, [top, virtualizer]);
  useEffect(() => {
    if (shown !== undefined) virtualizer.scrollToIndex(shown);
  }, [shown, top, virtualizer]);

  const last = count - 1;
  const active = chosen === undefined ? undefined : Math.min(chosen, last);
  const [isFocused, setIsFocused] = useState(false);
  const announcement = useRef<HTMLParagraphElement>(null);
  useEffect(() => {
    const { current } = announcement;
    if (current === null) return;
    // The line may be rendered only after the list has scrolled.
    let text = scroll.current?.querySelector(`[data-index="${active}"]`)?.textContent ?? '';
    const path = active === undefined || text === '' ? undefined : pathAt(active);
    const field = path && fieldAtPath(store.get().draft.fields, path);
    if (field !== undefined) text += ` from ${fieldName(field)}`;
    if (current.textContent !== text) current.textContent = text;
  });
  const go = (index: number) => {
    const next = Math.max(0, Math.min(last, index));
    setActive(next);
    virtualizer.scrollToIndex(next);
    highlightPath(store, pathAt(next));
  };
  const onKeyDown = (event: KeyboardEvent<HTMLElement>) => {
    const { key, target, currentTarget, altKey, ctrlKey, metaKey, shiftKey } = event;
    if (target !== currentTarget || altKey || ctrlKey || metaKey || shiftKey) return;
    const first = virtualizer.range?.startIndex ?? 0;
    if (key === 'ArrowDown') go(active === undefined ? first : active + 1);
    else if (key === 'ArrowUp') go(active === undefined ? first : active - 1);
    else if (key === 'Home') go(0);
    else if (key === 'End') go(last);
    else if (key === 'Enter' && active !== undefined) onEnter(active);
    else return;
    event.preventDefault();
  };
  const onBlur = ({ currentTarget, relatedTarget }: FocusEvent<HTMLElement>) => {
    if (currentTarget.contains(relatedTarget)) return;
    setActive(undefined);
    setIsFocused(false);
  };
  return (
    <>
      {isFocused ? <p ref={announcement} aria-live="polite" className="visually-hidden" /> : null}
      {/* The region is one tab stop and takes the keys for its lines. */}
      {/* eslint-disable-next-line jsx-a11y/no-noninteractive-element-interactions */}
      <div
        className={styles.scroll}
        ref={scroll}
        role="region"
        aria-label={label}
        tabIndex={0}
        onKeyDown={onKeyDown}
        onFocus={() => setIsFocused(true)}
        onBlur={onBlur}
        onPointerLeave={() => highlightPath(store, undefined)}
      >
        <div className={styles.lines} style={{ height: virtualizer.getTotalSize() }}>
          {virtualizer.getVirtualItems().map(({ index, start }) =>
            // The virtualizer may still have items of a longer list.
            index >= count ? null : (
              <div
                key={index}
                data-index={index}
                ref={virtualizer.measureElement}
                className={styles.slot}
                style={{ transform: `translateY(${start}px)` }}
              >
                {renderLine(index, index === active)}
              </div>
            ),
          )}
        </div>
      </div>
    </>
  );
}
