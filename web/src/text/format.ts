const whole = new Intl.NumberFormat('en', { maximumFractionDigits: 0 });

/** A duration as one reads it: `< 0.1 ms`, `0.4 ms`, `38 ms`, `1.2 s`. */
export function formatMs(ms: number): string {
  if (ms < 0.05) return '< 0.1 ms';
  if (ms >= 1000) return `${(ms / 1000).toFixed(1)} s`;
  return ms < 10 ? `${Number(ms.toFixed(1))} ms` : `${whole.format(ms)} ms`;
}

/** A size as one reads it: `300 B`, `1.8 KB`, `12 MB`. */
export function formatBytes(bytes: number): string {
  const units = ['B', 'KB', 'MB', 'GB'];
  let size = bytes;
  let unit = 0;
  while (size >= 1000 && unit < units.length - 1) {
    size /= 1000;
    unit++;
  }
  return `${unit > 0 && size < 10 ? size.toFixed(1) : whole.format(size)} ${units[unit] ?? ''}`;
}

/** An estimate, never passed off as a count: `≈ 50 k`, `≈ 1.2 M`. */
export function formatEstimate(rows: number): string {
  const units = ['', ' k', ' M', ' G'];
  let size = rows;
  let unit = 0;
  while (size >= 999.5 && unit < units.length - 1) {
    size /= 1000;
    unit++;
  }
  return `≈ ${unit > 0 && size < 9.95 ? Number(size.toFixed(1)) : whole.format(size)}${units[unit] ?? ''}`;
}

/** How many rows have no payload: `1 of 10 rows stops here`. */
export function stopCount(stopped: number, rows: number): string {
  return `${stopped} of ${plural(rows, 'row')} ${stopped === 1 ? 'stops' : 'stop'} here`;
}

export function plural(count: number, one: string, many = `${one}s`): string {
  return `${count.toLocaleString('en')} ${count === 1 ? one : many}`;
}
