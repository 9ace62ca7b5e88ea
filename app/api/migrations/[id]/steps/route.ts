import { route } from '#lib/http/route';
import { finishStep, reopenStep } from '#lib/tables/commands/migration-steps';
import { MigrationParams, MigrationStepDone, MigrationStepUndone } from '#lib/tables/migration-schema';

export const POST = route({
  permission: 'production.change',
  summary: 'Ticks the next step of a migration, with the deploy or the evidence that proves it.',
  params: MigrationParams,
  body: MigrationStepDone,
  handle: (ctx, { params, body }) => finishStep(ctx, params.id, body),
});

export const DELETE = route({
  permission: 'production.change',
  summary: 'Takes the last step that was ticked back, with a reason.',
  params: MigrationParams,
  body: MigrationStepUndone,
  handle: (ctx, { params, body }) => reopenStep(ctx, params.id, body),
});
