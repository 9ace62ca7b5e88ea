import type { PlannedDeploy } from '#lib/changes/deploy-plan';
import type { Ctx } from '#lib/core/ctx';
import type { Check } from '#lib/core/errors';
import { badCodeIn, lockOn } from '#lib/functions/queries/deploy-hindrances';

/** What must hold when a deploy begins, looked up now. */
export async function deployChecks(ctx: Ctx, plan: PlannedDeploy): Promise<Check[]> {
  const { functions, deployer } = ctx.cloud;
  const [versions, aliases, latest, lock] = await Promise.all([
    functions.versions(plan.function, ctx.signal),
    functions.aliases(plan.function, ctx.signal),
    deployer.latest(plan.function, ctx.signal),
    lockOn(ctx, plan.function),
  ]);
  const alias = aliases.find(({ name }) => name === plan.alias);
  const moved = [
    ...(alias?.revisionId === plan.fromRevisionId
      ? []
      : [`${plan.alias} of ${plan.function} points at ${alias?.version ?? 'nothing'} and was moved since.`]),
    ...(latest.revisionId === plan.latestRevisionId
      ? []
      : [`The code or configuration of ${plan.function} was changed since.`]),
  ];
  const badCode = await badCodeIn(ctx, plan.function, versions, plan.code.codeSha256);
  return [
    check('plan_fresh', 'Nothing has moved since the plan was made', {
      fault: moved.length === 0 ? null : `${moved.join(' ')} Make a new plan.`,
      fine: 'The alias and $LATEST are as the plan says.',
    }),
    check('no_lock', 'Deploys are not locked', { fault: lock, fine: 'Nobody has locked its deploys.' }),
    check('code_not_bad', 'The code is not known to be bad', {
      fault: badCode,
      fine: 'No version with this code is marked as bad.',
    }),
    await packageCheck(ctx, plan),
  ];
}

async function packageCheck(ctx: Ctx, { code }: PlannedDeploy): Promise<Check> {
  const label = 'The package is there';
  if (code.from === 's3') {
    const fine = 'AWS fetches it from S3, and its hash is compared before a version is made of it.';
    return check('package_there', label, { fault: null, fine });
  }
  const isThere = (await ctx.artefacts.read(code.sha256)) !== null;
  return check('package_there', label, {
    fault: isThere ? null : 'The package is gone: upload it again.',
    fine: 'It is kept whole, and its hash is what the plan says.',
  });
}

function check(id: string, label: string, { fault, fine }: { fault: string | null; fine: string }): Check {
  return { id, label, status: fault === null ? 'pass' : 'fail', reason: fault ?? fine };
}
