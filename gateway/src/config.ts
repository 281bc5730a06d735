import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { ConnectionString } from '@rowhook/contracts';

/** `host` or `host:port`, as browsers send it in the Host header. */
const HOST_ENTRY = /^([a-z0-9_-]+(\.[a-z0-9_-]+)*|\[[0-9a-f:.]+\])(:[0-9]{1,5})?$/;

/** Digits only: `Number()` also reads a space, `0x10` and `1e3`. */
const wholeNumber = (min: number, max: number, error: string) =>
  z
    .string()
    .regex(/^[0-9]+$/, error)
    .transform(Number)
    .pipe(z.number().min(min, error).max(max, error));

const port = wholeNumber(0, 65_535, 'must be a port number');
/** Longer lifetimes are mistakes, and some would exceed the range of a Date. */
const TEN_YEARS_MINUTES = 10 * 365 * 24 * 60;

/** A day at most, as for the engine: a timer of Node's that is set to more than 24 days fires at once. */
const millis = wholeNumber(1, 86_400_000, 'must be a whole number of milliseconds, a day at most');
const connectionString = z
  .string()
  .refine((value) => ConnectionString.safeParse(value).success, 'must have at most 4,096 characters')
  .optional();

/** The pattern is needed because URL() also reads `http:engine`. */
const url = (pattern: RegExp, error: string) =>
  z
    .url({ error, abort: true })
    .regex(pattern, error)
    .transform((value) => value.replace(/\/+$/, ''));

export const Environment = z.object({
  HOST: z.string().default('127.0.0.1'),
  PORT: port.default(3000),
  ENGINE_URL: url(/^http:\/\/[^/?#]+\/*$/i, 'must be an http URL without a path').default(
    'http://127.0.0.1:7070',
  ),
  PUBLISHED_ENGINE_URL: url(
    /^https?:\/\/[^?#]+$/i,
    'must be an http or https URL without a query',
  ).optional(),
  ENGINE_TOKEN: z
    .string('is missing')
    .min(16, 'must have at least 16 characters')
    .regex(/^[\x21-\x7e]*$/, 'may hold visible ASCII characters only, no space and no line end'),
  REQUEST_TIMEOUT_MS: millis.default(15_000),
  TOKEN_KEY: z.string().min(16, 'must have at least 16 characters').optional(),
  TOKEN_TTL_MINUTES: wholeNumber(
    1,
    TEN_YEARS_MINUTES,
    'must be a whole number of minutes, ten years at most',
  ).default(480),
  ALLOWED_HOSTS: z
    .string()
    .default('')
    .transform((list) => list.split(',').map((entry) => entry.trim().toLowerCase()))
    .transform((entries) => entries.filter((entry) => entry !== ''))
    .refine((entries) => entries.every((entry) => HOST_ENTRY.test(entry)), {
      error: 'must list names or addresses, each with or without a port, separated by commas',
    }),
  DATABASE_URL: connectionString,
  DEMO_DATABASE_URL: connectionString,
  WEB_ROOT: z
    .string()
    .default(fileURLToPath(new URL('../../web/dist', import.meta.url)))
    .transform((folder) => resolve(folder)),
  LOG_LEVEL: z.enum(['debug', 'info', 'warn', 'error'], 'must be debug, info, warn or error').default('info'),
});

/** Each message names a variable and never contains its value. */
export class ConfigError extends Error {
  constructor(readonly messages: string[]) {
    super(messages.join('; '));
  }
}

export type Config = ReturnType<typeof readConfig>;

/** Reads the configuration. An empty variable counts as absent. Throws ConfigError with all invalid variables. */
export function readConfig(environment: NodeJS.ProcessEnv) {
  const given = Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== ''));
  const result = Environment.safeParse(given);
  if (!result.success) {
    throw new ConfigError(result.error.issues.map((issue) => `${issue.path.join('.')} ${issue.message}`));
  }
  const env = result.data;
  return {
    host: env.HOST,
    /** 0 takes a free port. */
    port: env.PORT,
    engineUrl: env.ENGINE_URL,
    /** The engine's URL for batch tools. */
    publishedEngineUrl: env.PUBLISHED_ENGINE_URL ?? env.ENGINE_URL,
    engineToken: env.ENGINE_TOKEN,
    /** The engine's own limit for a request. */
    requestTimeoutMs: env.REQUEST_TIMEOUT_MS,
    /** Undefined: a key is generated at start, and tokens end with the process. */
    tokenKey: env.TOKEN_KEY,
    tokenTtlMinutes: env.TOKEN_TTL_MINUTES,
    /** Lower case; an entry without a port stands for every port. */
    allowedHosts: env.ALLOWED_HOSTS,
    /** Connection strings of the operator. They are never sent to the browser. */
    databases: { demo: env.DEMO_DATABASE_URL, configured: env.DATABASE_URL },
    /** The folder of the built web app; it may be absent. */
    webRoot: env.WEB_ROOT,
    logLevel: env.LOG_LEVEL,
  };
}
