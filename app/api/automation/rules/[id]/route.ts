import { deleteRule } from '#lib/automation/commands/delete-rule';
import { updateRule } from '#lib/automation/commands/update-rule';
import { RuleDeletion, RuleParams, RuleUpdate } from '#lib/automation/schema';
import { route } from '#lib/http/route';

export const PUT = route({
  permission: 'automation.edit',
  summary: 'Changes a rule; refused when somebody saved a newer version than the edit was made from.',
  params: RuleParams,
  body: RuleUpdate,
  handle: (ctx, { params, body }) => updateRule(ctx, params.id, body),
});

export const DELETE = route({
  permission: 'automation.edit',
  summary: 'Takes a function’s own rule away, so that the one for every function holds again.',
  params: RuleParams,
  query: RuleDeletion,
  handle: (ctx, { params, query }) => deleteRule(ctx, params.id, query),
});
