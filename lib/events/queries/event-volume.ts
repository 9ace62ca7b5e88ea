import { assertAllowed } from '#lib/auth/permissions';
import type { Ctx } from '#lib/core/ctx';
import { intervalFor } from '#lib/events/bucket-starts';
import type { EventFilter, VolumeAnswer } from '#lib/events/catalog-schema';
import { ask } from '#lib/events/queries/ask';
import { foldVolume } from '#lib/events/volume';
import { volumeSql } from '#lib/events/volume-sql';

const COLUMNS = {
  event_type: 'text',
  feature_name: 'text',
  bucket: 'number',
  events: 'integer',
  last_seen: 'number',
} as const;

/** How many events arrived for each day, week or month, of all and of each type and feature. */
export async function eventVolume(ctx: Ctx, filter: EventFilter): Promise<VolumeAnswer> {
  assertAllowed(ctx.actor, 'analytics.read');
  const interval = intervalFor(filter);
  const { rows, meta } = await ask(ctx, 'events.volume', volumeSql(filter, interval), COLUMNS);
  return { ...foldVolume(rows, filter, interval), meta };
}
