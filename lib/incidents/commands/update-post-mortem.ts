import { audited } from '#lib/audit/write';
import { assertAllowed } from '#lib/auth/permissions';
import { actorName } from '#lib/core/actor';
import type { Ctx } from '#lib/core/ctx';
import { AppError } from '#lib/core/errors';
import { newerVersion } from '#lib/core/newer-version';
import type { SavedPostMortem } from '#lib/incidents/answers';
import { storedSections } from '#lib/incidents/commands/create-post-mortem';
import { SECTIONS } from '#lib/incidents/post-mortem-sections';
import { loadUnclosed } from '#lib/incidents/queries/load-incident';
import { savedPostMortemOf } from '#lib/incidents/saved-incident';
import type { PostMortemUpdate } from '#lib/incidents/schema';

/**
 * Replaces sections of a post-mortem; those that are left out stay.
 *
 * @throws AppError `conflict` when it is not at the version that the edit was made from.
 */
export async function updatePostMortem(
  ctx: Ctx,
  id: string,
  { version, sections }: PostMortemUpdate,
): Promise<SavedPostMortem> {
  assertAllowed(ctx.actor, 'incidents.work');
  return audited(ctx, async (tx) => {
    await loadUnclosed(tx, id);
    const row = await tx.postMortem.findUnique({ where: { incidentId: id } });
    if (!row) throw new AppError('not_found', 'The post-mortem was not begun yet; begin it first.');
    const before = savedPostMortemOf(row);
    const text = (of: readonly { id: string; text: string }[], section: string) =>
      of.find((one) => one.id === section)?.text;
    const written = SECTIONS.map((section) => ({
      id: section.id,
      text: text(sections, section.id) ?? text(before.sections, section.id) ?? '',
    }));
    const { count } = await tx.postMortem.updateMany({
      where: { incidentId: id, version },
      data: {
        sections: storedSections(written),
        version: { increment: 1 },
        updatedBy: actorName(ctx.actor),
        updatedAt: ctx.now,
      },
    });
    if (count === 0)
      throw newerVersion(before, { remedy: 'Copy what you wrote, load it, and add it again.' });
    const changed = written.filter((one) => one.text !== text(before.sections, one.id)).map((one) => one.id);
    const entry = {
      action: 'incident.post_mortem_updated',
      subject: { kind: 'incident', id },
      details: { version: version + 1, changed },
    };
    return {
      value: savedPostMortemOf(await tx.postMortem.findUniqueOrThrow({ where: { incidentId: id } })),
      entry,
    };
  });
}
