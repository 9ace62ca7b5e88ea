import type { DeploySite, StageWork } from '#lib/changes/commands/deploy/stage';
import { versionDescription, versionMarkOf } from '#lib/changes/deploy-journal';
import type { StepEnd } from '#lib/changes/journal-port';
import type { FunctionVersion } from '#lib/core/functions';

const LOOK_EVERY_MS = 2_000;
const MOST_LOOKS = 300;
const RUNNABLE = ['Active', 'Inactive'];

/** An immutable version is made of what `$LATEST` holds, if that is the code that was agreed on. */
export const PUBLISH_VERSION: StageWork<'publish'> = {
  intended: (_, { function: name }) => `Publishing a version of ${name} …`,
  details: ({ revisionId }) => ({ revisionId }),
  async act(site, step) {
    const { ctx, change, plan } = site;
    const act = await ctx.cloud.deployer.publish({
      functionName: plan.function,
      codeSha256: plan.code.codeSha256,
      revisionId: step.intent.revisionId,
      description: versionDescription(plan.description, change.id),
    });
    if (act.outcome === 'refused') return refused(act.why);
    return act.outcome === 'done' ? runnable(site, act.value) : PUBLISH_VERSION.resolve(site, step);
  },
  async resolve(site, step) {
    const { ctx, change, plan } = site;
    const versions = await ctx.cloud.functions.versions(plan.function);
    const own = versions.find((version) => isOwn(version, plan.code.codeSha256, change.id));
    if (own) return runnable(site, own);
    const { revisionId } = await ctx.cloud.deployer.latest(plan.function);
    if (revisionId === step.intent.revisionId) {
      return { outcome: 'not_done', sentence: 'No version was published. The call had no effect.' };
    }
    const why = `Somebody else changed ${plan.function} in between.`;
    return { outcome: 'raced', why, sentence: `No version was published. ${why}` };
  },
};

function isOwn({ codeSha256, description }: FunctionVersion, planned: string, changeId: string): boolean {
  return codeSha256 === planned && description.endsWith(versionMarkOf(changeId));
}

/** Waits until it may be called. */
async function runnable({ ctx, plan }: DeploySite, published: FunctionVersion): Promise<StepEnd> {
  const { version } = published;
  if (`${version}` === plan.fromVersion) {
    return refused(`Nothing has changed: AWS makes no other version than ${version}, which is live.`);
  }
  let found: FunctionVersion | undefined = published;
  for (let look = 0; look < MOST_LOOKS && found?.state === 'Pending'; look += 1) {
    await ctx.pace.pause(LOOK_EVERY_MS);
    found = (await ctx.cloud.functions.versions(plan.function)).find((one) => one.version === version);
  }
  if (!found || !RUNNABLE.includes(found.state)) {
    const reason = found?.stateReason ?? `its state is ${found?.state ?? 'unknown'}`;
    return refused(`Version ${version} cannot run: ${reason}.`);
  }
  return { outcome: 'done', result: { version }, sentence: `Version ${version} is published and can run.` };
}

function refused(why: string): StepEnd {
  return { outcome: 'refused', why, sentence: `No version was published. ${why}` };
}
