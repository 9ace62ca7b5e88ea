import type { Mutant } from '#lib/testing/simulator/mutant';

type Fault = Omit<Mutant, 'play'>;

const FAULTS: readonly Fault[] = [
  {
    name: 'a deploy does not look for locks',
    file: 'lib/changes/commands/deploy/stopped-from-outside.ts',
    from: 'return (await stoppedByPerson(site)) ?? (await stoppedByLock(site));',
    to: 'return await stoppedByPerson(site);',
    breaks: 'no deploy past a lock',
  },
  {
    name: 'a deploy does not hear whoever stops it',
    file: 'lib/changes/commands/deploy/stopped-from-outside.ts',
    from: 'return (await stoppedByPerson(site)) ?? (await stoppedByLock(site));',
    to: 'return await stoppedByLock(site);',
    breaks: 'no deploy past a lock',
  },
  {
    name: 'locks are looked at before the intent, which may wait',
    file: 'lib/changes/commands/deploy/drive-deploy.ts',
    from: '  const hindrance = await hindranceOf(site, intent);',
    to: '  const hindrance = step.sequence < 0 ? await hindranceOf(site, intent) : null;',
    breaks: 'no deploy past a lock',
  },
  {
    name: 'code that is known to be bad is deployed',
    file: 'lib/functions/queries/deploy-hindrances.ts',
    from: 'version: { in: alike }, clearedAt: null',
    to: 'version: { in: [] }, clearedAt: null',
    breaks: 'no bad, live or $LATEST target',
  },
  {
    name: 'an update of the code carries no revision',
    file: 'lib/changes/commands/deploy/update-code.ts',
    from: 'updateCode({ functionName: plan.function, code, revisionId });',
    to: 'updateCode({ functionName: plan.function, code, revisionId: undefined as never });',
    breaks: 'no foreign code is overwritten',
  },
  {
    name: 'a version that was published unheard is not recognised',
    file: 'lib/changes/commands/deploy/publish-version.ts',
    from: 'return codeSha256 === planned && description.endsWith(versionMarkOf(changeId));',
    to: 'return codeSha256 === planned && description === versionMarkOf(changeId) && false;',
    breaks: 'what was published is not told as lost',
  },
  {
    name: 'the live alias is moved without a revision',
    file: 'lib/changes/commands/deploy/shift-traffic.ts',
    from: '    revisionId: intent.revisionId,\n    description',
    to: '    revisionId: undefined as never,\n    description',
    breaks: 'no write after a stale plan',
  },
  {
    name: 'whoever moved the alias, its revision will do',
    file: 'lib/changes/commands/deploy/drive-deploy.ts',
    from: 'return alias !== null && isOwnWork(change.id, alias) ? alias.revisionId : plan.fromRevisionId;',
    to: 'return alias !== null ? alias.revisionId : plan.fromRevisionId;',
    breaks: 'no write after a stale plan',
  },
  {
    name: 'the last share stays a share',
    file: 'lib/changes/commands/deploy/drive-deploy.ts',
    from: 'percent === 100\n',
    to: 'percent === 1000\n',
    breaks: 'all moved or told',
  },
  {
    name: 'a deploy that is stopped leaves its share',
    file: 'lib/changes/next-deploy-action.ts',
    from: "{ do: 'split', because } : { do: 'undo' };",
    to: "{ do: 'split', because } : { do: 'give_up', because, wasMoved };",
    breaks: 'all back or told',
  },
  {
    name: 'a share that may still arrive is not taken back',
    file: 'lib/changes/next-deploy-action.ts',
    from: "outcome === 'done' || outcome === 'not_done'",
    to: "outcome === 'done'",
    breaks: 'all back or told',
    seed: 276,
  },
  {
    name: 'a deploy does not keep others away',
    file: 'lib/changes/commands/deploy-kind.ts',
    from: 'targets: (plan) => plan.map(targetOf),',
    to: "targets: (plan) => plan.map((one) => 'deploy:'.concat(targetOf(one))),",
    breaks: 'one active change per alias',
  },
  {
    name: 'what hurt is not marked',
    file: 'lib/changes/commands/deploy/mark-stopped.ts',
    from: 'return markBad(tx, [{ functionName: planned.function, version }], mark);',
    to: 'return [];',
    breaks: 'what hurt is marked',
  },
  {
    name: 'a move of a deploy is not written into the ledger',
    file: 'lib/changes/commands/deploy/shift-traffic.ts',
    from: 'also: (tx, at) => recordMove(ctx, tx, { change, intent, alias, at }),',
    to: 'also: async () => undefined,',
    breaks: 'ledger has each move',
  },
  {
    name: 'who goes forward leaves the mark',
    file: 'lib/changes/commands/forward-kind.ts',
    from: "if (status !== 'verifying') return [];",
    to: "if (status !== 'split') return [];",
    breaks: 'a mark goes with the move forward',
  },
  {
    name: 'who goes forward does not look where the alias is',
    file: 'lib/changes/commands/forward-kind.ts',
    from: 'checks: async (ctx, { plan }) => [await freshness(ctx, plan), personCheck(ctx.actor)],',
    to: 'checks: async (ctx) => [personCheck(ctx.actor)],',
    breaks: 'no write after a stale plan',
    seed: 336,
  },
];

/** Mistakes in deploying, and in going forward again. */
export const DEPLOY_MUTANTS: readonly Mutant[] = FAULTS.map((fault) => ({ ...fault, play: 'releases' }));
