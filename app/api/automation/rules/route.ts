import { createRule } from '#lib/automation/commands/create-rule';
import { listRules } from '#lib/automation/queries/rules';
import { RuleCreation } from '#lib/automation/schema';
import { route } from '#lib/http/route';

export const GET = route({
  permission: 'production.read',
  summary: 'The rules of automatic rollback, and what speaks for each of them now.',
  handle: (ctx) => listRules(ctx),
});

export const POST = route({
  permission: 'automation.edit',
  summary: 'Gives a function a rule of its own.',
  body: RuleCreation,
  status: 201,
  handle: (ctx, { body }) => createRule(ctx, body),
});
