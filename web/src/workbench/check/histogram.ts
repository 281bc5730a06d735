import type { PayloadSizes } from '@rowhook/contracts';

export interface Bar {
  /** More bytes than this, */
  above: number;
  /** and at most this many: a power of two. */
  upTo: number;
  payloads: number;
  /** Share of the highest bar, 0 to 1. Any payload can be seen. */
  height: number;
}

const LEAST_HEIGHT = 0.02;

/** A bar for each range of sizes from the least payload to the largest, empty ones included. */
export function barsOf({ histogram }: Pick<PayloadSizes, 'histogram'>): Bar[] {
  const counts = new Map(histogram.map(({ upTo, payloads }) => [upTo, payloads]));
  const highest = Math.max(...counts.values());
  const last = Math.max(...counts.keys());
  const bars: Bar[] = [];
  for (let upTo = Math.min(...counts.keys()); upTo <= last; upTo *= 2) {
    const payloads = counts.get(upTo) ?? 0;
    const height = payloads === 0 ? 0 : Math.max(payloads / highest, LEAST_HEIGHT);
    bars.push({ above: upTo === 1 ? 0 : upTo / 2, upTo, payloads, height });
  }
  return bars;
}
