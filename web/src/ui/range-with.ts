import { defaultRangeExtractor, type Range } from '@tanstack/react-virtual';

/** Renders one more item than those in view, for example the one that the Tab key reaches. -1 adds none. */
export const rangeWith = (index: number) => (range: Range) => {
  const indexes = defaultRangeExtractor(range);
  if (index === -1 || indexes.includes(index)) return indexes;
  return [...indexes, index].sort((a, b) => a - b);
};
