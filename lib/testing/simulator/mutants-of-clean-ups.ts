import type { Mutant } from '#lib/testing/simulator/mutant';

/** Mistakes in deleting old versions. */
export const CLEAN_UP_MUTANTS: readonly Mutant[] = [
  {
    name: 'the first ten versions are kept, not the newest',
    file: 'lib/functions/retention.ts',
    from: 'sort((a, b) => b - a);',
    to: 'sort((a, b) => a - b);',
    breaks: 'protected is not deleted',
  },
  {
    name: 'where a rollback would go is deleted',
    file: 'lib/functions/retention.ts',
    from: "if (target === version) reasons.push('A rollback would go to it.');",
    to: '',
    breaks: 'protected is not deleted',
  },
  {
    name: 'a share of the traffic keeps no version',
    file: 'lib/functions/retention.ts',
    from: 'second?.version === version ?',
    to: 'second?.version === -1 ?',
    breaks: 'protected is not deleted',
    seed: 88,
  },
  {
    name: 'what open changes need is deleted',
    file: 'lib/changes/queries/version-fates.ts',
    from: '{ in: OPEN }',
    to: '{ in: [] }',
    breaks: 'protected is not deleted',
  },
  {
    name: 'the plan of a clean-up is believed, without another look',
    file: 'lib/changes/commands/run-prune.ts',
    from: 'if (fate?.isKept)',
    to: "if (fate?.isKept && intent.kind !== 'delete')",
    breaks: 'protected is not deleted',
  },
  {
    name: 'what is gone already counts as refused',
    file: 'lib/changes/commands/run-prune.ts',
    from: "if (!isThere) return settle(journal, step, 'done', null);",
    to: "if (!isThere && refusal === null) return settle(journal, step, 'done', null);",
    breaks: 'what is gone is not told as kept',
    seed: 124,
  },
  {
    name: 'a daily clean-up that began unheard is left',
    file: 'lib/changes/commands/prune-daily.ts',
    from: "if (!isAppError(error) || error.code === 'unavailable') await runChange(ctx, id);",
    to: '',
    breaks: 'every change ends',
    weather: 5,
    seed: 3190,
  },
  {
    name: 'a deletion names no version',
    file: 'lib/changes/commands/run-prune.ts',
    from: 'ctx.cloud.pruner.deleteVersion(name, version)',
    to: 'ctx.cloud.pruner.deleteVersion(name, undefined as never)',
    breaks: 'each deletion names a version',
  },
];
