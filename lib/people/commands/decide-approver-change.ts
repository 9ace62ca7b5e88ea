import { audited } from '#lib/audit/write';
import { assertAllowed } from '#lib/auth/permissions';
import type { Ctx } from '#lib/core/ctx';
import type { Transaction } from '#lib/core/database';
import { AppError } from '#lib/core/errors';
import { approverChangeView, proposedSince } from '#lib/people/approver-changes';
import type { ApproverChangeView, DecideApproverChange } from '#lib/people/approver-schema';
import { assertPerson, loadPerson } from '#lib/people/queries';
import type { ApproverChange, Person } from '#prisma/generated/client';

/**
 * Confirms a proposed change of the approver list, or rejects it. Only another admin than the proposer can confirm,
 * and only while the proposer is an active admin; the proposer may withdraw by rejecting.
 */
export async function decideApproverChange(
  ctx: Ctx,
  id: string,
  { decision }: DecideApproverChange,
): Promise<ApproverChangeView> {
  assertAllowed(ctx.actor, 'people.manage');
  const decider = assertPerson(ctx);
  return audited(ctx, async (tx) => {
    const change = await tx.approverChange.findUnique({ where: { id }, include: { person: true } });
    if (!change) throw new AppError('not_found', 'There is no such change of the approver list.');
    if (change.status !== 'proposed')
      throw new AppError('conflict', `This change is ${change.status} already.`);
    const proposer = await loadPerson(tx, change.proposedBy);
    if (decision === 'confirm') {
      assertConfirmable(ctx, change, proposer);
      await tx.person.update({ where: { id: change.personId }, data: { isApprover: change.isApprover } });
    }
    const status = decision === 'confirm' ? 'confirmed' : 'rejected';
    await decide(tx, id, { status, decidedBy: decider.id, decidedAt: ctx.now });
    return {
      value: approverChangeView({ ...change, status }, proposer),
      entry: {
        action: actionOf(change, decision),
        subject: { kind: 'person', id: change.personId },
        details: { changeId: id, proposedBy: proposer.id },
      },
    };
  });
}

function assertConfirmable(ctx: Ctx, change: ApproverChange, proposer: Person): void {
  if (change.proposedBy === ctx.actor.id) {
    throw new AppError('forbidden', 'You proposed this change; another admin has to confirm it.');
  }
  if (change.proposedAt <= proposedSince(ctx.now)) {
    throw new AppError('precondition', 'This proposal has lapsed; it takes a new one.');
  }
  if (proposer.role !== 'admin' || !proposer.isActive) {
    throw new AppError('precondition', `${proposer.name} is no longer an admin; it takes a new proposal.`);
  }
}

async function decide(
  tx: Transaction,
  id: string,
  data: Pick<ApproverChange, 'status' | 'decidedBy' | 'decidedAt'>,
): Promise<void> {
  const { count } = await tx.approverChange.updateMany({ where: { id, status: 'proposed' }, data });
  if (count === 0) throw new AppError('conflict', 'Somebody else decided this change at the same moment.');
}

function actionOf(change: ApproverChange, decision: DecideApproverChange['decision']): string {
  if (decision === 'reject') return 'approver.change_rejected';
  return change.isApprover ? 'approver.added' : 'approver.removed';
}
