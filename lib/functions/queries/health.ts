import { assertAllowed } from '#lib/auth/permissions';
import type { Ctx } from '#lib/core/ctx';
import type { Transaction } from '#lib/core/database';
import type { HealthReading } from '#lib/core/health-probe';
import { healthAddress } from '#lib/functions/health-address';
import type { HealthEndpoints } from '#lib/functions/health-schema';

/** Where the setting is kept. */
export const HEALTH_ENDPOINTS = 'health.endpoints';

/** Where health is asked, as people configured it. */
export async function healthEndpoints(ctx: Ctx): Promise<HealthEndpoints> {
  assertAllowed(ctx.actor, 'production.read');
  return loadHealthEndpoints(ctx.db);
}

export async function loadHealthEndpoints(tx: Pick<Transaction, 'setting'>): Promise<HealthEndpoints> {
  const row = await tx.setting.findUnique({ where: { key: HEALTH_ENDPOINTS } });
  // Only this product writes the row, and this is the shape that it writes.
  if (row) return row.value as unknown as HealthEndpoints;
  return { version: 0, endpoints: [], updatedBy: null, updatedAt: null };
}

/**
 * Asks the health endpoint of each function, as its users reach it.
 *
 * @returns a reading for each; null for a function of which nobody has said where to ask, which is not health.
 */
export async function askHealth(
  ctx: Ctx,
  functionNames: readonly string[],
): Promise<Map<string, HealthReading | null>> {
  const { endpoints } = await loadHealthEndpoints(ctx.db);
  const readings = functionNames.map(async (name): Promise<[string, HealthReading | null]> => {
    const address = healthAddress(endpoints, name);
    return [name, address === null ? null : await ctx.health.ask(address, ctx.signal)];
  });
  return new Map(await Promise.all(readings));
}
