import { decisionMatrix } from '#lib/automation/queries/decision-matrix';
import { route } from '#lib/http/route';

export const GET = route({
  permission: 'production.read',
  summary: 'The decision matrix: which of its rows holds now, why, and what is to be done.',
  handle: (ctx) => decisionMatrix(ctx),
});
