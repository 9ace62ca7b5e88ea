import { route } from '#lib/http/route';
import { ProposeApproverChange } from '#lib/people/approver-schema';
import { proposeApproverChange } from '#lib/people/commands/propose-approver-change';
import { listApproverChanges } from '#lib/people/queries';

export const GET = route({
  permission: 'people.manage',
  summary: 'Changes of the approver list that wait for a second admin.',
  handle: async (ctx) => ({ changes: await listApproverChanges(ctx) }),
});

export const POST = route({
  permission: 'people.manage',
  summary: 'Proposes to put a person on the approver list or to take one off.',
  body: ProposeApproverChange,
  status: 201,
  handle: (ctx, { body }) => proposeApproverChange(ctx, body),
});
