import { audited } from '#lib/audit/write';
import { assertAllowed } from '#lib/auth/permissions';
import { actorName } from '#lib/core/actor';
import type { Ctx } from '#lib/core/ctx';
import { newerVersion } from '#lib/core/newer-version';
import { plainJson } from '#lib/core/plain-json';
import type { HealthEndpoint, HealthEndpoints, HealthEndpointsUpdate } from '#lib/functions/health-schema';
import { HEALTH_ENDPOINTS, loadHealthEndpoints } from '#lib/functions/queries/health';

/**
 * Replaces the list of health endpoints; the entry keeps both lists.
 *
 * @throws AppError `conflict` when the list is not at the version that the edit was made from.
 */
export async function saveHealthEndpoints(ctx: Ctx, update: HealthEndpointsUpdate): Promise<HealthEndpoints> {
  assertAllowed(ctx.actor, 'production.change');
  return audited(ctx, async (tx) => {
    const before = await loadHealthEndpoints(tx);
    if (before.version !== update.version) throw newerVersion(before, { what: 'list' });
    const value: HealthEndpoints = {
      version: before.version + 1,
      endpoints: update.endpoints,
      updatedBy: actorName(ctx.actor),
      updatedAt: ctx.now.toISOString(),
    };
    const stored = plainJson(value);
    await tx.setting.upsert({
      where: { key: HEALTH_ENDPOINTS },
      create: { key: HEALTH_ENDPOINTS, value: stored, updatedAt: ctx.now },
      update: { value: stored },
    });
    const details = { now: linesOf(update.endpoints), before: linesOf(before.endpoints) };
    const subject = { kind: 'setting', id: HEALTH_ENDPOINTS };
    return { value, entry: { action: 'health_endpoints.changed', subject, details } };
  });
}

/**
 * Has the demo ask the functions of its sandbox, whose address is another after each start; a list that somebody has
 * saved is left alone.
 */
export async function seedHealthEndpoints(ctx: Ctx, sandboxUrl: string): Promise<void> {
  const { version, updatedBy, endpoints } = await loadHealthEndpoints(ctx.db);
  const url = `${sandboxUrl}/_gateway/{function}/health`;
  const isOurs = updatedBy === null || updatedBy === actorName(ctx.actor);
  if (!isOurs || endpoints[0]?.url === url) return;
  await saveHealthEndpoints(ctx, { version, endpoints: [{ environment: 'prod', function: null, url }] });
}

function linesOf(endpoints: readonly HealthEndpoint[]): string[] {
  return endpoints.map((one) => `${one.function ?? `all of ${one.environment}`}: ${one.url}`);
}
