import { openScenario } from '#lib/automation/commands/open-scenario';
import { ScenarioParams } from '#lib/automation/report-schema';
import { route } from '#lib/http/route';

export const POST = route({
  permission: 'production.change',
  summary: 'Opens the incident of a row of the matrix, or takes the row into the one that is about the same.',
  params: ScenarioParams,
  status: 201,
  handle: (ctx, { params }) => openScenario(ctx, params.scenario),
});
