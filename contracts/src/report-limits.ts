export const REPORT_LIMITS = {
  /** Examples of each issue. */
  examples: 5,
  /** Unicode characters of a value or a row that are shown. */
  excerpt: 200,
  /** UTF-8 bytes that receivers state as the most for a payload. */
  payloadBytes: [20_000, 256_000, 1_000_000],
} as const;
