import { hkdfSync, randomBytes, webcrypto } from 'node:crypto';
import { ConnectionRequest } from '@rowhook/contracts';
import { EncryptJWT, jwtDecrypt } from 'jose';
import { z } from 'zod';
import { ProblemError } from './http/problems.js';

const KEY_BYTES = 32;
const Claims = z.object({ connection: ConnectionRequest });

interface SealedConnection {
  token: string;
  expiresAt: string;
}

/**
 * Encrypts the request for a connection into a token (JWE, dir with A256GCM) that only gateways with the same key can decrypt. The
 * operator's databases are referred to by name, so that their connection strings stay on the server.
 */
export class ConnectionTokens {
  /** Imported once, because importing takes as long as decrypting a token. */
  readonly #key: Promise<webcrypto.CryptoKey>;
  readonly #ttlMs: number;

  /** Without a key, one is generated, and tokens end with this process. */
  constructor(key: string | undefined, ttlMinutes: number) {
    const secret = key === undefined ? randomBytes(KEY_BYTES) : Buffer.from(key, 'utf8');
    const derived = hkdfSync('sha256', secret, '', 'rowhook connection token', KEY_BYTES);
    this.#key = webcrypto.subtle.importKey('raw', derived, 'AES-GCM', false, ['encrypt', 'decrypt']);
    this.#ttlMs = ttlMinutes * 60_000;
  }

  async seal(connection: ConnectionRequest): Promise<SealedConnection> {
    const expiresAt = new Date(Math.floor((Date.now() + this.#ttlMs) / 1000) * 1000);
    const token = await new EncryptJWT({ connection })
      .setProtectedHeader({ alg: 'dir', enc: 'A256GCM' })
      .setExpirationTime(expiresAt)
      .encrypt(await this.#key);
    return { token, expiresAt: expiresAt.toISOString() };
  }

  /** Rejects with `connection_expired` for any invalid token. */
  async open(token: string): Promise<ConnectionRequest> {
    try {
      const { payload } = await jwtDecrypt(token, await this.#key, {
        keyManagementAlgorithms: ['dir'],
        contentEncryptionAlgorithms: ['A256GCM'],
        requiredClaims: ['exp'],
      });
      return Claims.parse(payload).connection;
    } catch {
      throw connectionExpired();
    }
  }
}

export function connectionExpired(): ProblemError {
  return new ProblemError('connection_expired', 'The connection token is missing, invalid or expired.', {
    hint: 'Connect again.',
  });
}
