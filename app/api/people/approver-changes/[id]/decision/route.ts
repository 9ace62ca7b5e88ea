import { route } from '#lib/http/route';
import { ApproverChangeParams, DecideApproverChange } from '#lib/people/approver-schema';
import { decideApproverChange } from '#lib/people/commands/decide-approver-change';

export const POST = route({
  permission: 'people.manage',
  summary:
    'Confirms a proposed change of the approver list, as another admin than its proposer, or rejects it.',
  params: ApproverChangeParams,
  body: DecideApproverChange,
  handle: (ctx, { params, body }) => decideApproverChange(ctx, params.id, body),
});
