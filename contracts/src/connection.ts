import { z } from 'zod';
import { strict } from './strict.js';
import { Warning } from './warning.js';

export const ConnectionString = z.string().min(1).max(4096);

/** Sent unescaped, for passwords with characters that a connection string cannot contain. */
export const Password = z.string().max(4096);

/** Requires encryption, whatever the connection string says. A stricter mode in the string stays. */
const RequireEncryption = z.literal('require');

/** The members of a request that name a database by its connection string. */
export const connectionMembers = {
  connectionString: ConnectionString,
  password: Password.optional(),
  sslmode: RequireEncryption.optional(),
};

export const ConnectionRequest = z
  .union([
    strict(connectionMembers),
    strict({ use: z.enum(['demo', 'configured']), sslmode: RequireEncryption.optional() }),
  ])
  .meta({ id: 'ConnectionRequest' });
export type ConnectionRequest = z.infer<typeof ConnectionRequest>;

/** The parts of a connection string, without the password. */
export const Understood = z
  .object({
    host: z.string(),
    port: z.int(),
    database: z.string(),
    user: z.string(),
    sslmode: z.string(),
    /** Absent if the connection string does not name it. */
    channelBinding: z.string().optional(),
  })
  .meta({ id: 'Understood' });
export type Understood = z.infer<typeof Understood>;

export const Server = z
  .object({
    version: z.string(),
    database: z.string(),
    user: z.string(),
    host: z.string(),
    port: z.int(),
    tls: z.boolean(),
    superuser: z.boolean(),
    standby: z.boolean(),
    latencyMs: z.number(),
  })
  .meta({ id: 'Server' });
export type Server = z.infer<typeof Server>;

/** A connection that was tested. */
export const Verified = z.object({ server: Server, understood: Understood, warnings: z.array(Warning) });
export type Verified = z.infer<typeof Verified>;

export const Connection = Verified.extend({
  /** Sent as `Authorization: Bearer` by every request that reads the database. */
  token: z.string(),
  expiresAt: z.iso.datetime(),
}).meta({ id: 'Connection' });
export type Connection = z.infer<typeof Connection>;

export const Settings = z
  .object({
    version: z.string(),
    /** Whether there is a demo database. */
    demo: z.boolean(),
    /** Whether the operator configured a database. */
    configured: z.boolean(),
    /** How long a request may take in the engine, in milliseconds. */
    timeLimitMs: z.int().positive(),
    /** The engine's URL for batch tools. */
    engineUrl: z.url(),
  })
  .meta({ id: 'Settings' });
export type Settings = z.infer<typeof Settings>;
