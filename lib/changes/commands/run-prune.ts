import type { SavedChange } from '#lib/changes/answers';
import type { Journal, StoredStep } from '#lib/changes/journal-port';
import type { End } from '#lib/changes/kind';
import { boundPrune } from '#lib/changes/prune-plan';
import { versionFates } from '#lib/changes/queries/version-fates';
import type { Ctx } from '#lib/core/ctx';

/** One version that is about to be deleted. */
interface DeleteIntent {
  kind: 'delete';
  function: string;
  version: number;
}

type DeleteStep = StoredStep<DeleteIntent>;

/** So often a call may vanish without effect before its version is left alone. */
const MOST_ATTEMPTS = 3;

/**
 * Deletes version by version, each by its number. Right before each call it is looked once more whether anything needs
 * the version; what is needed by then is spared. Whoever takes over after a crash goes on by the journal.
 */
export async function runPrune(ctx: Ctx, change: SavedChange<'prune'>, journal: Journal): Promise<End> {
  for (const one of change.plan) {
    for (const version of boundPrune(one).deleted) {
      await bringToEnd(ctx, journal, { kind: 'delete', function: one.function, version });
    }
  }
  return endOf(await journal.steps<DeleteIntent>());
}

async function bringToEnd(ctx: Ctx, journal: Journal, intent: DeleteIntent): Promise<void> {
  for (;;) {
    const steps = await journal.steps<DeleteIntent>();
    const own = steps.filter((step) => isSame(step.intent, intent));
    const last = own.at(-1);
    if (last && last.outcome === null) await readBack(ctx, journal, last);
    else if (last && last.outcome !== 'not_done') return;
    else if (own.length === MOST_ATTEMPTS) return;
    else await take(ctx, journal, intent);
  }
}

async function take(ctx: Ctx, journal: Journal, intent: DeleteIntent): Promise<void> {
  const { function: name, version } = intent;
  const step = await journal.intend(intent, {
    sentence: `Deleting version ${version} of ${name} …`,
    details: { function: name, version: `${version}` },
  });
  const fate = (await versionFates(ctx, name)).find((one) => one.version === version);
  if (fate?.isKept) return settle(journal, step, 'spared', fate.reasons.join(' '));
  if (!fate) return settle(journal, step, 'done', null);
  const act = await ctx.cloud.pruner.deleteVersion(name, version);
  if (act.outcome === 'done') return settle(journal, step, 'done', null);
  // What a late call or another process has deleted meanwhile is refused too.
  return readBack(ctx, journal, step, act.outcome === 'unknown' ? null : act.why);
}

async function readBack(
  ctx: Ctx,
  journal: Journal,
  step: DeleteStep,
  refusal: string | null = null,
): Promise<void> {
  const { function: name, version } = step.intent;
  const versions = await ctx.cloud.functions.versions(name);
  const isThere = versions.some((one) => one.version === version);
  if (!isThere) return settle(journal, step, 'done', null);
  await settle(journal, step, refusal === null ? 'not_done' : 'refused', refusal);
}

function settle(journal: Journal, step: DeleteStep, outcome: string, why: string | null): Promise<void> {
  const { function: name, version } = step.intent;
  const said: Record<string, string> = {
    done: `Version ${version} of ${name} is deleted.`,
    spared: `Version ${version} of ${name} is kept after all: ${why}`,
    refused: `Version ${version} of ${name} was not deleted. ${why}`,
    not_done: `Version ${version} of ${name} was not deleted. The call had no effect.`,
  };
  const details = { function: name, version: `${version}` };
  return journal.settle(step, { outcome, why, sentence: said[outcome] ?? outcome, details });
}

function isSame(one: DeleteIntent, other: DeleteIntent): boolean {
  return one.function === other.function && one.version === other.version;
}

function endOf(steps: readonly DeleteStep[]): End {
  // Two processes may each have a line about the same version.
  const count = (outcome: string) =>
    new Set(
      steps
        .filter((step) => step.outcome === outcome)
        .map(({ intent }) => `${intent.function}:${intent.version}`),
    ).size;
  const [deleted, spared, refused] = [count('done'), count('spared'), count('refused')];
  const left = [
    ...(spared > 0 ? [`${spared} kept after all`] : []),
    ...(refused > 0 ? [`${refused} that AWS refused to delete`] : []),
  ];
  const sentence = `Deleted ${deleted} of the versions${left.length > 0 ? `; ${left.join(', ')}` : ''}.`;
  const status = deleted === 0 && refused > 0 ? 'failed' : 'done';
  return { status, result: { deleted, spared, refused }, sentence };
}
