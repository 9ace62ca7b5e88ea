import { route } from '#lib/http/route';
import { updatePerson } from '#lib/people/commands/update-person';
import { getPerson } from '#lib/people/queries';
import { PersonParams, UpdatePerson } from '#lib/people/schema';

export const GET = route({
  permission: 'people.manage',
  summary: 'One person.',
  params: PersonParams,
  handle: (ctx, { params }) => getPerson(ctx, params.id),
});

export const PUT = route({
  permission: 'people.manage',
  summary: 'Changes name, role or whether the person is active; what is left out stays.',
  params: PersonParams,
  body: UpdatePerson,
  handle: (ctx, { params, body }) => updatePerson(ctx, params.id, body),
});
