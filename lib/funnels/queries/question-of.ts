import type { z } from 'zod';
import type { Ctx } from '#lib/core/ctx';
import { AppError } from '#lib/core/errors';
import { getFunnel } from '#lib/funnels/queries/saved-funnels';
import type { Overrides } from '#lib/funnels/schema';

const DAY_MS = 86_400_000;
const DEFAULT_DAYS = 30;

/**
 * A question about a saved funnel: its definition, with what the address says on top. Without a period it is the 30
 * days up to and with today.
 *
 * @throws AppError `not_found` for an unknown funnel, `invalid` when funnel and address together have no meaning.
 */
export async function questionOf<S extends z.ZodType>(
  ctx: Ctx,
  id: string,
  overrides: Overrides,
  schema: S,
): Promise<z.output<S>> {
  const { definition } = await getFunnel(ctx, id);
  const to = overrides.to ?? new Date((Math.floor(ctx.now.getTime() / DAY_MS) + 1) * DAY_MS).toISOString();
  const from = overrides.from ?? new Date(Date.parse(to) - DEFAULT_DAYS * DAY_MS).toISOString();
  const parsed = schema.safeParse({ ...definition, ...overrides, from, to });
  if (parsed.success) return parsed.data;
  const errors = parsed.error.issues.map((issue) => ({ path: issue.path.join('.'), message: issue.message }));
  throw new AppError(
    'invalid',
    `This cannot be asked of this funnel: ${errors.map(({ message }) => message).join('; ')}.`,
    { errors },
  );
}
