import { audited } from '#lib/audit/write';
import type { Ctx } from '#lib/core/ctx';
import { assertPerson, loadPerson } from '#lib/people/queries';
import type { PersonView, UpdateMe } from '#lib/people/schema';
import { personView } from '#lib/people/views';

/** Changes one's own name. */
export async function updateMe(ctx: Ctx, { name }: UpdateMe): Promise<PersonView> {
  const { id } = assertPerson(ctx);
  return audited(ctx, async (tx) => {
    const before = await loadPerson(tx, id);
    const updated = await tx.person.update({ where: { id }, data: { name } });
    const details = { from: before.name, to: name };
    const entry = { action: 'person.renamed', subject: { kind: 'person', id }, details };
    return { value: personView(updated), entry: before.name === name ? [] : entry };
  });
}
