import { previewRule } from '#lib/automation/queries/preview-rule';
import { RuleCreation } from '#lib/automation/schema';
import { route } from '#lib/http/route';

export const POST = route({
  permission: 'production.read',
  summary: 'What a rule, saved or not, would have done in the last seven days. Nothing is stored.',
  body: RuleCreation,
  handle: (ctx, { body }) => previewRule(ctx, body),
});
