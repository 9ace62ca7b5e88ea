import type { FunctionVersion } from '#lib/core/functions';
import { movingOf } from '#lib/testing/simulator/moving';
import { isBad, servedBefore } from '#lib/testing/simulator/plan-checks';
import type { Scene } from '#lib/testing/simulator/scene';

const KEPT_MS = 72 * 3_600_000;
const KEPT_NEWEST = 10;
const PLAN_BINDS_MS = 3 * 86_400_000;
const UNFINISHED = ['running', 'verifying', 'split'];

/** Everything that keeps a version from being deleted just now, worked out without the product's own rules. */
export function protectionsOf(scene: Scene, functionName: string, version: number): string[] {
  const versions = scene.lambda.versions(functionName);
  const found = versions.find((one) => one.version === version);
  if (!found) return [];
  const live = scene.lambda.alias(functionName, 'live');
  return [
    ...(live.version === version ? ['the alias points at it'] : []),
    ...(live.second?.version === version ? ['the alias shares its traffic with it'] : []),
    ...(targetNow(scene, functionName) === version ? ['a rollback would go to it'] : []),
    ...(isYoung(scene, found, versions) ? ['it is young and among the newest'] : []),
    ...changesThatName(scene, functionName, `${version}`).map((id) => `the change ${id} names it`),
  ];
}

/** Of an alias that shares its traffic the target is one of those that share, which are protected anyway. */
function targetNow(scene: Scene, functionName: string): number | null {
  const { version: live, second } = scene.lambda.alias(functionName, 'live');
  if (second !== null) return null;
  const there = scene.lambda.versions(functionName).map(({ version }) => version);
  const past = servedBefore(scene, { function: functionName, alias: 'live' }).filter((one) => one !== live);
  const below = there.filter((one) => live !== '$LATEST' && one < live).sort((a, b) => b - a);
  const candidates = past.length > 0 ? past : below;
  return candidates.find((one) => there.includes(one) && !isBad(scene, functionName, `${one}`)) ?? null;
}

function isYoung(scene: Scene, found: FunctionVersion, versions: readonly FunctionVersion[]): boolean {
  const newer = versions.filter(({ version }) => version > found.version).length;
  return newer < KEPT_NEWEST && scene.timeline.now - found.publishedAt.getTime() <= KEPT_MS;
}

function changesThatName(scene: Scene, functionName: string, version: string): string[] {
  return movingOf(scene)
    .filter(({ status, createdAt }) => {
      if (status !== 'planned') return UNFINISHED.includes(status);
      return scene.timeline.now - createdAt.getTime() < PLAN_BINDS_MS;
    })
    .filter(({ plan }) =>
      plan.some(
        (item) =>
          item.function === functionName &&
          [item.fromVersion, item.toVersion, ...Object.keys(item.fromWeights ?? {})].includes(version),
      ),
    )
    .map(({ id }) => id);
}
