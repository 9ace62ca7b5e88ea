import { BACK_UP } from '#lib/changes/commands/deploy/back-up';
import { NOTE_ALARMS } from '#lib/changes/commands/deploy/note-alarms';
import { PUBLISH_VERSION } from '#lib/changes/commands/deploy/publish-version';
import { MOVE, UNDO } from '#lib/changes/commands/deploy/shift-traffic';
import type { DeploySite, StageWork } from '#lib/changes/commands/deploy/stage';
import { stoppedFromOutside } from '#lib/changes/commands/deploy/stopped-from-outside';
import { TRY_VERSION } from '#lib/changes/commands/deploy/try-version';
import { UPDATE_CODE } from '#lib/changes/commands/deploy/update-code';
import { WATCH_VERSION } from '#lib/changes/commands/deploy/watch-version';
import { findAlias } from '#lib/changes/commands/read-alias';
import {
  type DeployIntent,
  type DeployStep,
  publishedVersion,
  settledRevision,
} from '#lib/changes/deploy-journal';
import { isOwnWork } from '#lib/changes/journal';
import { type DeployAction, nextDeployAction, type Stage } from '#lib/changes/next-deploy-action';

const WORK: { [K in DeployIntent['kind']]: StageWork<K> } = {
  note_alarms: NOTE_ALARMS,
  back_up: BACK_UP,
  update: UPDATE_CODE,
  publish: PUBLISH_VERSION,
  try: TRY_VERSION,
  move: MOVE,
  watch: WATCH_VERSION,
  undo: UNDO,
};

type DeployEnd = Extract<DeployAction, { do: 'verify' | 'give_up' | 'split' }>;

/**
 * Drives a deploy to its end: asks the journal what comes next, does it, writes down how it ended, and asks again. It
 * keeps nothing in memory, so it may die anywhere and be called again.
 *
 * @throws what the journal or a read throws; the deploy is then where the journal says.
 */
export async function driveDeploy(site: DeploySite): Promise<{ end: DeployEnd; version: number | null }> {
  for (;;) {
    const journal = await site.journal.steps<DeployIntent>();
    const action = nextDeployAction(site.plan, journal);
    if (action.do === 'resolve') await finish(site, action.step, 'resolve');
    else if (action.do === 'take') await take(site, await intentOf(site, action.stage, journal));
    else if (action.do === 'undo') await take(site, await undoIntent(site));
    else return { end: action, version: publishedVersion(journal) };
  }
}

async function take(site: DeploySite, intent: DeployIntent): Promise<void> {
  const work = WORK[intent.kind] as StageWork<DeployIntent['kind']>;
  const step = await site.journal.intend(intent, {
    sentence: work.intended(intent, site.plan),
    details: { function: site.plan.function, ...work.details(intent) },
  });
  const hindrance = await hindranceOf(site, intent);
  if (hindrance !== null) await settle(site, step, hindrance);
  else await finish(site, step, 'act');
}

async function finish(site: DeploySite, step: DeployStep, how: 'act' | 'resolve'): Promise<void> {
  const work = WORK[step.intent.kind] as StageWork<DeployIntent['kind']>;
  await settle(site, step, await work[how](site, step));
}

function settle(site: DeploySite, step: DeployStep, end: Awaited<ReturnType<StageWork<'move'>['act']>>) {
  const work = WORK[step.intent.kind] as StageWork<DeployIntent['kind']>;
  const details = { function: site.plan.function, ...work.details(step.intent) };
  return site.journal.settle(step, { ...end, details });
}

/** Somebody may stop it or lock deploys while it runs: it goes no further, and back. */
async function hindranceOf(site: DeploySite, { kind }: DeployIntent) {
  return kind === 'update' || kind === 'publish' || kind === 'move' ? stoppedFromOutside(site) : null;
}

async function intentOf(
  site: DeploySite,
  stage: Stage,
  journal: readonly DeployStep[],
): Promise<DeployIntent> {
  const { plan } = site;
  const version = publishedVersion(journal) ?? 0;
  if (stage.kind === 'update') return { kind: 'update', revisionId: plan.latestRevisionId };
  if (stage.kind === 'publish') {
    return { kind: 'publish', revisionId: settledRevision(journal) ?? plan.latestRevisionId };
  }
  if (stage.kind === 'try') return { kind: 'try', version };
  return stage.kind === 'move' ? moveIntent(site, stage.percent, version) : stage;
}

/** A share below the whole is that of a second version: the alias itself stays where it is until the last step. */
async function moveIntent(site: DeploySite, percent: number, version: number): Promise<DeployIntent> {
  const { function: name, alias, fromVersion } = site.plan;
  const to =
    percent === 100
      ? { version, second: null }
      : { version: Number(fromVersion), second: { version, weight: percent / 100 } };
  return { kind: 'move', function: name, alias, to, percent, revisionId: await ownRevision(site) };
}

async function undoIntent(site: DeploySite): Promise<DeployIntent> {
  const { function: name, alias, fromVersion } = site.plan;
  const to = { version: Number(fromVersion), second: null };
  return { kind: 'undo', function: name, alias, to, revisionId: await ownRevision(site) };
}

/** The revision that a move may carry: the plan's, or that of the last move from here. Any other keeps it out. */
async function ownRevision({ ctx, change, plan }: DeploySite): Promise<string> {
  // AWS refuses the call for one that is gone, and that ends the deploy.
  const alias = await findAlias(ctx, plan.function, plan.alias);
  return alias !== null && isOwnWork(change.id, alias) ? alias.revisionId : plan.fromRevisionId;
}
