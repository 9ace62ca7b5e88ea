import type { PlannedDeploy } from '#lib/changes/deploy-plan';

/** A deploy of one function by two steps; `changes` say what is special about it. */
export function plannedDeploy(changes: Partial<PlannedDeploy> = {}): PlannedDeploy {
  return {
    function: 'orders-prod',
    alias: 'live',
    fromVersion: '3',
    fromRevisionId: 'r3',
    fromCodeSha256: 'old',
    latestRevisionId: 'l1',
    latestCodeSha256: 'old',
    code: { from: 'artefact', sha256: 'ab', codeSha256: 'new', fileName: 'a.zip', bytes: 10 },
    steps: [
      { percent: 10, minutes: 1 },
      { percent: 100, minutes: 1 },
    ],
    description: 'Say more',
    tables: ['orders'],
    changed: [],
    redNow: [],
    ...changes,
  };
}
