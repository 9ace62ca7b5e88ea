import { funnelPeople } from '#lib/funnels/queries/funnel-people';
import { questionOf } from '#lib/funnels/queries/question-of';
import { FunnelParams, PeopleOverrides, PeopleQuestion } from '#lib/funnels/schema';
import { route } from '#lib/http/route';

export const GET = route({
  permission: 'analytics.read',
  summary: 'The people behind one number of a saved funnel.',
  params: FunnelParams,
  query: PeopleOverrides,
  handle: async (ctx, { params, query }) =>
    funnelPeople(ctx, await questionOf(ctx, params.id, query, PeopleQuestion)),
});
