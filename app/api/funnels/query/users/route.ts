import { funnelPeople } from '#lib/funnels/queries/funnel-people';
import { PeopleQuestion } from '#lib/funnels/schema';
import { route } from '#lib/http/route';

// A question may be long, so it is asked by POST; it changes nothing.
export const POST = route({
  permission: 'analytics.read',
  summary: 'The people behind one number of a funnel.',
  body: PeopleQuestion,
  handle: (ctx, { body }) => funnelPeople(ctx, body),
});
