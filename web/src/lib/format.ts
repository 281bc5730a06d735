const whole = new Intl.NumberFormat('en', { maximumFractionDigits: 0 });

/** A duration as one reads it: `< 0.1 ms`, `0.4 ms`, `38 ms`, `1.2 s`. */
export function formatMs(ms: number): string {
  if (ms < 0.05) return '< 0.1 ms';
  if (ms >= 999.5) return `${(ms / 1000).toFixed(1)} s`;
  return ms < 9.95 ? `${Number(ms.toFixed(1))} ms` : `${whole.format(ms)} ms`;
}

/** A size as one reads it: `300 B`, `1.8 KB`, `12 MB`. */
export function formatBytes(bytes: number): string {
  const { size, unit } = scaled(bytes, ['B', 'KB', 'MB', 'GB']);
  return `${unit !== 'B' && size < 9.95 ? size.toFixed(1) : whole.format(size)} ${unit}`;
}

/** An estimate, never passed off as a count: `≈ 50 k`, `≈ 1.2 M`. */
export function formatEstimate(rows: number): string {
  const { size, unit } = scaled(rows, ['', ' k', ' M', ' G']);
  return `≈ ${unit !== '' && size < 9.95 ? Number(size.toFixed(1)) : whole.format(size)}${unit}`;
}

/** An estimated number of rows: `≈ 1 row`, `≈ 1.2 M rows`. */
export function formatEstimatedRows(rows: number): string {
  return rows < 1000 ? `≈ ${plural(rows, 'row')}` : `${formatEstimate(rows)} rows`;
}

/** In the largest unit in which the rounded value is at least one: 999,600 bytes are 1.0 MB, not 1,000 KB. */
function scaled(value: number, units: readonly string[]): { size: number; unit: string } {
  let size = value;
  let unit = 0;
  while (size >= 999.5 && unit < units.length - 1) {
    size /= 1000;
    unit++;
  }
  return { size, unit: units[unit] ?? '' };
}

/** A count with separators: `1,240,000`. */
export function formatCount(count: number): string {
  return whole.format(count);
}

/** How many rows have no payload: `1 of 10 rows rejected`. */
export function rejectedCount(rejected: number, rows: number): string {
  return `${rejected} of ${plural(rows, 'row')} rejected`;
}

export function plural(count: number, one: string, many = `${one}s`): string {
  return `${whole.format(count)} ${count === 1 ? one : many}`;
}

const list = new Intl.ListFormat('en-GB');

/** Names as a sentence lists them: `a`, `a and b`, `a, b and c`. */
export function listed(names: readonly string[]): string {
  return list.format(names);
}

/** The first characters of a text, at most `max`, none of them cut in half. */
export function beginning(text: string, max: number): string {
  const splits = /[\ud800-\udbff]/.test(text.charAt(max - 1));
  return text.slice(0, splits ? max - 1 : max);
}
