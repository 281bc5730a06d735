import { defaultRangeExtractor, useVirtualizer } from '@tanstack/react-virtual';
import { useEffect, type RefObject } from 'react';
import { lighting } from '../highlight';
import { useStore } from '../../lib/store';
import { lightNode } from './light-node';
import type { TreeView } from './use-tree';

const LINE_PX = 30;

/** Only the lines in view exist, and the active one. What becomes active, and what the payload points at, comes into view. */
export function useTreeScroll(tree: RefObject<HTMLElement | null>, { lines, active, activeId }: TreeView) {
  const pointed = useStore(lighting, (light) => (light?.by === 'payload' ? light.row : undefined));
  const virtualizer = useVirtualizer({
    count: lines.length,
    getScrollElement: () => tree.current,
    estimateSize: () => LINE_PX,
    overscan: 3,
    initialRect: { width: 700, height: 600 },
    rangeExtractor: (range) => {
      const indexes = defaultRangeExtractor(range);
      return indexes.includes(active) ? indexes : [...indexes, active].sort((a, b) => a - b);
    },
  });
  useEffect(() => {
    const index = lines.findIndex(({ node }) => node.id === activeId);
    const found = lines[index];
    if (found === undefined) return;
    virtualizer.scrollToIndex(index);
    // What was moved or renamed is lit where it is now.
    if (lighting.get()?.by === 'mapping') lightNode(found.node);
  }, [activeId, lines, virtualizer]);
  useEffect(() => {
    const index = lines.findIndex(({ node }) => node.kind === 'field' && node.row.id === pointed);
    if (index !== -1) virtualizer.scrollToIndex(index);
  }, [lines, pointed, virtualizer]);
  return virtualizer;
}
