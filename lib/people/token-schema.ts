import { z } from 'zod';
import { ROLES } from '#lib/core/roles';

export const TOKEN_DEFAULT_DAYS = 90;
export const TOKEN_MAX_DAYS = 365;

export const CreateToken = z.strictObject({
  name: z
    .string()
    .trim()
    .min(1, 'must not be empty')
    .max(80)
    .regex(/^\P{Cc}*$/u, 'must not hold control characters'),
  role: z.enum(ROLES),
  /** How long it works, in days. */
  days: z.number().int().min(1).max(TOKEN_MAX_DAYS).default(TOKEN_DEFAULT_DAYS),
});
export type CreateToken = z.input<typeof CreateToken>;

export const TokenParams = z.object({ id: z.uuid() });

export interface TokenView {
  id: string;
  name: string;
  role: (typeof ROLES)[number];
  /** The first characters of the token, to tell it by. */
  prefix: string;
  /** Who made it: a person's id, or `command-line`. */
  createdBy: string;
  createdAt: string;
  expiresAt: string;
  lastUsedAt: string | null;
  revokedAt: string | null;
}

export interface TokensPage {
  tokens: TokenView[];
  nextCursor: string | null;
}

export interface CreatedToken {
  token: TokenView;
  /** The token itself, shown this once; null when asked again with the same Idempotency-Key. */
  secret: string | null;
}
