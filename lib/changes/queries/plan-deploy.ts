import type { PlannedCode, PlannedDeploy } from '#lib/changes/deploy-plan';
import { deployRefusals } from '#lib/changes/deploy-refusals';
import type { CreationOf } from '#lib/changes/kind';
import type { Ctx } from '#lib/core/ctx';
import { environmentOf } from '#lib/core/environment-of';
import { AppError, type FieldError } from '#lib/core/errors';
import { alarmsOf } from '#lib/functions/alarms-of';
import { changedBetween } from '#lib/functions/changed-between';
import { codeSha256Of } from '#lib/functions/code-sha256-of';
import { badCodeIn, lockOn } from '#lib/functions/queries/deploy-hindrances';
import { tablesOfFunction } from '#lib/tables/queries/tables-of-function';

/**
 * Decides what a deploy will do, from what AWS says now.
 *
 * @throws AppError `unprocessable` naming everything that stands against it.
 */
export async function planDeploy(ctx: Ctx, creation: CreationOf<'deploy'>): Promise<PlannedDeploy> {
  const { function: functionName, alias: aliasName, environment, steps, description } = creation;
  const own = environmentOf(functionName);
  if (own !== environment) {
    refuse([{ path: 'environment', message: `${functionName} is in ${own}, not in ${environment}.` }]);
  }
  const { functions, deployer, monitoring } = ctx.cloud;
  const code = await codeOf(ctx, creation.code);
  const [versions, aliases, latest, alarms, tables] = await Promise.all([
    functions.versions(functionName, ctx.signal),
    functions.aliases(functionName, ctx.signal),
    deployer.latest(functionName, ctx.signal),
    monitoring.alarms(ctx.signal),
    tablesOfFunction(ctx, functionName),
  ]);
  const alias = aliases.find(({ name }) => name === aliasName);
  if (!alias) return refuse([{ path: 'alias', message: `${functionName} has no alias ${aliasName}.` }]);
  const [lock, badCode] = await Promise.all([
    lockOn(ctx, functionName),
    badCodeIn(ctx, functionName, versions, code.codeSha256),
  ]);
  const faults = deployRefusals({ functionName, alias, latest, lock, badCode });
  if (faults.length > 0) refuse(faults);
  const live = versions.find(({ version }) => version === alias.version);
  return {
    function: functionName,
    alias: alias.name,
    fromVersion: `${alias.version}`,
    fromRevisionId: alias.revisionId,
    fromCodeSha256: live?.codeSha256 ?? '',
    latestRevisionId: latest.revisionId,
    latestCodeSha256: latest.codeSha256,
    code,
    steps,
    description,
    tables,
    changed: live ? changedBetween(latest.configuration, live.configuration) : [],
    redNow: alarmsOf(alarms, functionName)
      .filter(({ state }) => state === 'ALARM')
      .map(({ name }) => name),
  };
}

async function codeOf(ctx: Ctx, asked: CreationOf<'deploy'>['code']): Promise<PlannedCode> {
  if ('artefact' in asked) {
    const kept = await ctx.db.artefact.findUnique({ where: { sha256: asked.artefact } });
    if (!kept) {
      return refuse([
        { path: 'code.artefact', message: 'No package of this hash is kept: upload it first.' },
      ]);
    }
    const { sha256, fileName, bytes } = kept;
    return { from: 'artefact', sha256, codeSha256: codeSha256Of(sha256), fileName, bytes };
  }
  const { bucket, key, objectVersion = null, sha256 } = asked;
  return { from: 's3', sha256, codeSha256: codeSha256Of(sha256), bucket, key, objectVersion };
}

function refuse(errors: FieldError[]): never {
  const said = errors.map(({ message }) => message).join(' ');
  throw new AppError('unprocessable', `This cannot be deployed: ${said}`, { errors });
}
