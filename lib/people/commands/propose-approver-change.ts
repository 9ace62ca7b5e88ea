import { audited } from '#lib/audit/write';
import { assertAllowed } from '#lib/auth/permissions';
import type { Ctx } from '#lib/core/ctx';
import { AppError } from '#lib/core/errors';
import { approverChangeView, proposedSince } from '#lib/people/approver-changes';
import type { ApproverChangeView, ProposeApproverChange } from '#lib/people/approver-schema';
import { assertPerson, loadPerson } from '#lib/people/queries';

/** Proposes to put a person on the approver list or to take one off; a second admin has to confirm it. */
export async function proposeApproverChange(
  ctx: Ctx,
  input: ProposeApproverChange,
): Promise<ApproverChangeView> {
  assertAllowed(ctx.actor, 'people.manage');
  const proposer = assertPerson(ctx);
  return audited(ctx, async (tx) => {
    const person = await loadPerson(tx, input.personId);
    if (person.isApprover === input.isApprover) {
      const state = person.isApprover ? 'is on the approver list already' : 'is not on the approver list';
      throw new AppError('conflict', `${person.name} ${state}.`);
    }
    const waiting = await tx.approverChange.findFirst({
      where: { personId: person.id, status: 'proposed', proposedAt: { gt: proposedSince(ctx.now) } },
    });
    if (waiting)
      throw new AppError('conflict', `A change for ${person.name} waits for a second admin already.`);
    const change = await tx.approverChange.create({
      data: {
        id: ctx.newId(),
        personId: person.id,
        isApprover: input.isApprover,
        proposedBy: proposer.id,
        proposedAt: ctx.now,
      },
    });
    const action = input.isApprover ? 'approver.addition_proposed' : 'approver.removal_proposed';
    const entry = { action, subject: { kind: 'person', id: person.id }, details: { changeId: change.id } };
    return { value: approverChangeView({ ...change, person }, proposer), entry };
  });
}
