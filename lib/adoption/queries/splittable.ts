import type { Ctx } from '#lib/core/ctx';
import { listProperties } from '#lib/events/queries';

const MOST_PROPERTIES = 4;
const MOST_VALUES = 20;
// What people look at first.
const FIRST = ['platform', 'plan', 'country'];

/** Properties of a period with few enough values to look at each, those that people look at first to begin with. */
export async function splittableProperties(
  ctx: Ctx,
  period: { start: string; end: string },
): Promise<string[]> {
  const asked = { from: period.start, to: period.end };
  const { properties } = await listProperties(ctx, asked);
  const ordered = [...FIRST.filter((name) => properties.includes(name)), ...properties];
  const few: string[] = [];
  for (const property of new Set(ordered)) {
    if (few.length === MOST_PROPERTIES) break;
    const { detail } = await listProperties(ctx, { ...asked, property });
    if (detail && detail.distinct > 1 && detail.distinct <= MOST_VALUES) few.push(property);
  }
  return few;
}
