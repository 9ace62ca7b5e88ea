import { driveDeploy } from '#lib/changes/commands/deploy/drive-deploy';
import { markStopped } from '#lib/changes/commands/deploy/mark-stopped';
import { stopperOf } from '#lib/changes/commands/deploy/stopped-from-outside';
import { verifyMoves } from '#lib/changes/commands/verify-moves';
import { boundDeploy, type PlannedDeploy } from '#lib/changes/deploy-plan';
import type { ChangeKind, End } from '#lib/changes/kind';
import { deployChecks } from '#lib/changes/queries/deploy-checks';
import { planDeploy } from '#lib/changes/queries/plan-deploy';
import { targetOf } from '#lib/changes/target-of';
import { AppError } from '#lib/core/errors';
import { lockOn } from '#lib/functions/queries/deploy-hindrances';

/** New code of one function becomes live, all at once or step by step. */
export const DEPLOY_KIND: ChangeKind<'deploy'> = {
  plan: async (ctx, creation) => ({
    plan: [await planDeploy(ctx, creation)],
    confirmation: creation.environment,
  }),
  binding: (plan) => plan.map(boundDeploy),
  targets: (plan) => plan.map(targetOf),
  checks: (ctx, { plan }) => deployChecks(ctx, onlyOne(plan)),
  // A lock may come between the checks and the beginning.
  obstacles: async (tx, plan) => {
    const lock = await lockOn({ db: tx }, onlyOne(plan).function);
    return lock === null ? [] : [lock];
  },
  beginning: (plan) => `Started: ${onlyOne(plan).function} from version ${onlyOne(plan).fromVersion}.`,
  run: async (ctx, change, journal) =>
    endOf(await driveDeploy({ ctx, change, plan: onlyOne(change.plan), journal })),
  ended: markStopped,
  verify: async (ctx, change) => {
    const { function: name, alias, fromVersion } = onlyOne(change.plan);
    const toVersion = deployedVersion(change.result);
    return verifyMoves(ctx, change, [{ function: name, alias, fromVersion, fromWeights: {}, toVersion }]);
  },
};

function onlyOne(plan: PlannedDeploy[]): PlannedDeploy {
  const [only] = plan;
  if (!only) throw new AppError('internal', 'A deploy without a function.');
  return only;
}

function endOf({ end, version }: Awaited<ReturnType<typeof driveDeploy>>): End {
  const result = { version: version === null ? null : `${version}` };
  if (end.do === 'verify') {
    return { status: 'verifying', result, sentence: `Version ${version} serves everybody; verifying.` };
  }
  const why = end.because.why ?? 'The calls had no effect.';
  const stopped = { ...result, stoppedBy: stopperOf(end.because) ?? end.because.intent.kind };
  if (end.do === 'split') {
    const sentence = `${why} The alias is moved and could not be put back. Look at it now.`;
    return { status: 'split', result: stopped, sentence };
  }
  const where = end.wasMoved ? 'Everything is back where it was.' : 'What is live was not touched.';
  return { status: 'failed', result: stopped, sentence: `${where} ${why}` };
}

function deployedVersion(result: unknown): string {
  return typeof result === 'object' && result !== null && 'version' in result ? `${result.version}` : '';
}
