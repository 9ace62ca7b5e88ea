import { route } from '#lib/http/route';
import { createPerson } from '#lib/people/commands/create-person';
import { PageQuery } from '#lib/people/page-query';
import { listPeople } from '#lib/people/queries';
import { CreatePerson } from '#lib/people/schema';

export const GET = route({
  permission: 'people.manage',
  summary: 'Everybody, by name.',
  query: PageQuery,
  handle: (ctx, { query }) => listPeople(ctx, query),
});

export const POST = route({
  permission: 'people.manage',
  summary: 'Makes a person; without a password in the request, a generated one is answered once.',
  body: CreatePerson,
  status: 201,
  handle: (ctx, { body }) => createPerson(ctx, body),
});
