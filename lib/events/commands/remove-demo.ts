import { audited } from '#lib/audit/write';
import { assertAllowed } from '#lib/auth/permissions';
import type { Ctx } from '#lib/core/ctx';
import { DEMO_SOURCE } from '#lib/core/event-store';
import type { DemoState } from '#lib/events/catalog-schema';

/**
 * Removes the events of the demo data set, and no others. The entry is written first: what cannot be written down
 * does not happen. Should the process die between the two, the data is still there and can be removed again.
 */
export async function removeDemo(ctx: Ctx): Promise<DemoState> {
  assertAllowed(ctx.actor, 'demo.remove');
  if (await ctx.events.hasSource(DEMO_SOURCE)) {
    await audited(ctx, async () => ({
      value: null,
      entry: { action: 'demo.removed', subject: { kind: 'demo', id: DEMO_SOURCE }, details: {} },
    }));
    await ctx.events.removeSource(DEMO_SOURCE);
  }
  return { present: false };
}
