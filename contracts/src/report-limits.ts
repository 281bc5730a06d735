/** In a file of its own, because the gateway's validator threads import it and must not load Zod. */
export const REPORT_LIMITS = {
  /** Examples per issue. */
  examples: 5,
  /** Characters (code points) of a value or a row that are shown. */
  excerpt: 200,
  /** Size limits for payloads, in UTF-8 bytes, that receivers commonly have. */
  payloadBytes: [20_000, 256_000, 1_000_000],
} as const;
