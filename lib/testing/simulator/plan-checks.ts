import type { Moving } from '#lib/testing/simulator/moving';
import type { Scene } from '#lib/testing/simulator/scene';
import type { InvariantName } from '#lib/testing/simulator/violation';

interface Mark {
  functionName: string;
  version: number;
  markedAt: Date;
  clearedAt: Date | null;
}

interface LedgerRow {
  functionName: string;
  alias: string;
  toVersion: number | null;
  seenAt: Date;
}

/** A mark bears the time at which its transaction was asked for. */
const LONGEST_COMMIT_MS = 10_000;
const CHOSEN_BY_HAND = 'It was chosen by hand.';

type Report = (invariant: InvariantName, said: string) => void;

/** Whether the targets of a fresh plan are such as a rollback may go to, by what is known when it is stored. */
export function checkPlan(scene: Scene, change: Moving, report: Report): void {
  for (const { function: name, fromVersion, fromWeights = {}, toVersion = '' } of change.plan) {
    const isLive = toVersion === fromVersion && Object.keys(fromWeights).length === 0;
    // What is marked while the plan is made may be missed; it is found when the plan is to begin.
    const wasBad = isBad(scene, name, toVersion, change.createdAt.getTime() - LONGEST_COMMIT_MS);
    if (isLive) report('no bad, live or $LATEST target', `${name}:${toVersion} is live.`);
    if (wasBad) report('no bad, live or $LATEST target', `${name}:${toVersion} was marked before.`);
  }
  checkChoice(scene, change, report);
}

/**
 * Among what the ledger knows, no later good version may have been passed over. The target itself may have been marked
 * while the plan was made, by a rollback that moved the alias before it was read and closed after the marks were: it
 * was good when it was chosen, and whether it still is, is asked when the plan is to begin.
 */
function checkChoice(scene: Scene, { plan, id, createdAt }: Moving, report: Report): void {
  for (const item of plan.filter(({ why }) => why !== CHOSEN_BY_HAND)) {
    const { revisionId, second } = scene.lambda.alias(item.function, item.alias);
    if (revisionId !== item.fromRevisionId || second !== null) continue;
    const better = servedBefore(scene, item)
      .filter((version) => `${version}` !== item.fromVersion)
      .find(
        (version) => `${version}` === item.toVersion || wasGood(scene, item.function, version, createdAt),
      );
    if (better !== undefined && `${better}` !== item.toVersion) {
      const said = `${item.function} is to go to ${item.toVersion} by ${id}, and ${better} was live before.`;
      report('target was live before', said);
    }
  }
}

/** By the ledger, the newest first. */
export function servedBefore(scene: Scene, item: { function: string; alias: string }): number[] {
  return scene.memory
    .rows<LedgerRow>('aliasMove')
    .filter(({ functionName, alias }) => functionName === item.function && alias === item.alias)
    .sort((a, b) => b.seenAt.getTime() - a.seenAt.getTime())
    .flatMap(({ toVersion }) => toVersion ?? []);
}

/** For so long that whoever made the plan must have known it. */
function wasGood(scene: Scene, functionName: string, version: number, plannedAt: Date): boolean {
  const isThere = scene.lambda.versions(functionName).some((one) => one.version === version);
  const before = plannedAt.getTime() - LONGEST_COMMIT_MS;
  const wasClearedSince = scene.memory
    .rows<Mark>('badVersion')
    .some(
      (mark) =>
        mark.functionName === functionName &&
        mark.version === version &&
        mark.clearedAt !== null &&
        mark.clearedAt.getTime() >= before,
    );
  return isThere && !wasClearedSince && !isBad(scene, functionName, `${version}`);
}

/** Whether a version carries a mark, made before a time where one is given. */
export function isBad(
  scene: Scene,
  functionName: string,
  version: string,
  before = Number.POSITIVE_INFINITY,
): boolean {
  return scene.memory
    .rows<Mark>('badVersion')
    .some(
      (mark) =>
        mark.functionName === functionName &&
        `${mark.version}` === version &&
        mark.clearedAt === null &&
        mark.markedAt.getTime() < before,
    );
}
