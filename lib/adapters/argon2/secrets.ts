import { randomBytes } from 'node:crypto';
import { hash, verify } from '@node-rs/argon2';
import type { Secrets } from '#lib/core/secrets';

// The second of OWASP's equivalent settings for argon2id (Password Storage Cheat Sheet): 19 MiB, 2 passes, 1 lane.
const COST = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };

/** Passwords by argon2id, bytes from the operating system. */
export const secrets: Secrets = {
  // One password may be typed in several ways that look the same; NFKC makes them one.
  hash: (password) => hash(password.normalize('NFKC'), COST),
  verify: (password, stored) => verify(stored, password.normalize('NFKC')),
  bytes: (length) => randomBytes(length),
};
