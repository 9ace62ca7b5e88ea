import { audited } from '#lib/audit/write';
import { assertAllowed } from '#lib/auth/permissions';
import { actorName } from '#lib/core/actor';
import type { Json } from '#lib/core/canonical-json';
import type { Ctx } from '#lib/core/ctx';
import { AppError } from '#lib/core/errors';
import type { SavedPostMortem } from '#lib/incidents/answers';
import { writeEvent } from '#lib/incidents/commands/write-event';
import type { PostMortemSection } from '#lib/incidents/post-mortem-sections';
import { postMortemTemplate } from '#lib/incidents/post-mortem-template';
import { getIncident } from '#lib/incidents/queries/get-incident';
import { loadUnclosed } from '#lib/incidents/queries/load-incident';
import { savedPostMortemOf } from '#lib/incidents/saved-incident';

/**
 * Begins a post-mortem from what is known by now.
 *
 * @throws AppError `conflict` when somebody has begun it.
 */
export async function createPostMortem(ctx: Ctx, id: string): Promise<SavedPostMortem> {
  assertAllowed(ctx.actor, 'incidents.work');
  const incident = await getIncident(ctx, id);
  const { changes, timeline, timings } = incident;
  const sections = storedSections(postMortemTemplate({ incident, changes, timeline, timings }));
  return audited(ctx, async (tx) => {
    await loadUnclosed(tx, id);
    const other = await tx.postMortem.findUnique({ where: { incidentId: id } });
    if (other)
      throw new AppError('conflict', `${other.createdBy} has begun it already; load it and write on.`);
    const by = actorName(ctx.actor);
    const author = { createdBy: by, createdAt: ctx.now, updatedBy: by, updatedAt: ctx.now };
    const row = await tx.postMortem.create({ data: { incidentId: id, sections, ...author } });
    const sentence = 'The post-mortem was begun.';
    await writeEvent(tx, id, { at: ctx.now, kind: 'post_mortem', sentence, by });
    const entry = { action: 'incident.post_mortem_begun', subject: { kind: 'incident', id }, details: {} };
    return { value: savedPostMortemOf(row), entry };
  });
}

/** The sections as the JSON column takes them. */
export function storedSections(sections: readonly PostMortemSection[]): { [key: string]: Json }[] {
  return sections.map(({ id, text }) => ({ id, text }));
}
