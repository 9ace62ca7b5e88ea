import type { DeploySite, StageWork } from '#lib/changes/commands/deploy/stage';
import type { PlannedCode } from '#lib/changes/deploy-plan';
import type { StepEnd } from '#lib/changes/journal-port';
import type { Package, WorkingCopy } from '#lib/core/deployer';
import { AppError } from '#lib/core/errors';

const LOOK_EVERY_MS = 1_000;
/** AWS takes seconds; with a network of one's own, minutes. */
const MOST_LOOKS = 600;

/** Code goes into `$LATEST`, from which nobody is served. */
export const UPDATE_CODE: StageWork<'update'> = {
  intended: (_, { function: name, code }) => `Putting code ${code.sha256.slice(0, 12)} into ${name} …`,
  details: ({ revisionId }) => ({ revisionId }),
  async act(site, step) {
    const { ctx, plan } = site;
    const code = await packageFor(site);
    const { revisionId } = step.intent;
    const act = await ctx.cloud.deployer.updateCode({ functionName: plan.function, code, revisionId });
    if (act.outcome === 'refused') return refused(act.why);
    return act.outcome === 'done' ? settled(site) : UPDATE_CODE.resolve(site, step);
  },
  async resolve(site, step) {
    const latest = await site.ctx.cloud.deployer.latest(site.plan.function);
    if (latest.revisionId === step.intent.revisionId) {
      return { outcome: 'not_done', sentence: 'The code was not taken. The call had no effect.' };
    }
    if (latest.codeSha256 === site.plan.code.codeSha256) return settled(site);
    const why = `Somebody else changed ${site.plan.function} in between, or what was fetched is not what was named.`;
    return { outcome: 'raced', why, sentence: `The code was not taken. ${why}` };
  },
};

/** AWS goes on after its answer, and changes the revision once more when it is through. */
async function settled({ ctx, plan }: DeploySite): Promise<StepEnd> {
  for (let look = 0; look < MOST_LOOKS; look += 1) {
    const latest = await ctx.cloud.deployer.latest(plan.function);
    if (latest.updateStatus !== 'InProgress') return endOf(latest, plan.code);
    await ctx.pace.pause(LOOK_EVERY_MS);
  }
  return refused('AWS did not come to an end with it.');
}

function endOf(latest: WorkingCopy, code: PlannedCode): StepEnd {
  if (latest.updateStatus !== 'Successful') {
    return refused(latest.updateReason ?? `AWS ended it as ${latest.updateStatus}.`);
  }
  if (latest.codeSha256 !== code.codeSha256) {
    return refused(`What AWS fetched is not what was named: its SHA-256 is ${latest.codeSha256}.`);
  }
  const result = { revisionId: latest.revisionId };
  return { outcome: 'done', result, sentence: 'The code is there, and nobody is served from it yet.' };
}

async function packageFor({ ctx, plan: { code } }: DeploySite): Promise<Package> {
  if (code.from === 's3') {
    const { bucket, key, objectVersion } = code;
    return { kind: 's3', bucket, key, objectVersion };
  }
  const bytes = await ctx.artefacts.read(code.sha256);
  if (bytes) return { kind: 'zip', bytes };
  throw new AppError('unavailable', `The package ${code.sha256.slice(0, 12)} is gone: upload it again.`);
}

function refused(why: string): StepEnd {
  return { outcome: 'refused', why, sentence: `The code was not taken. ${why}` };
}
