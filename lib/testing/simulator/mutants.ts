import type { InvariantName } from '#lib/testing/simulator/violation';

/** A fault put into the product's code, and the rule that it must be caught by. */
export interface Mutant {
  name: string;
  file: string;
  /** This text, which stands there once … */
  from: string;
  /** … becomes this. */
  to: string;
  breaks: InvariantName;
}

/** Mistakes that a person could make, most of them seen in rollback scripts. */
export const MUTANTS: readonly Mutant[] = [
  {
    name: 'no RevisionId on the wire',
    file: 'lib/changes/drive.ts',
    from: '    revisionId: intent.revisionId,\n    description',
    to: '    revisionId: undefined,\n    description',
    breaks: 'no write after a stale plan',
  },
  {
    name: 'no journal: a step is kept nowhere',
    file: 'lib/changes/commands/journal-of.ts',
    from: 'await tx.changeStep.create({ data: { changeId, sequence, intent: stored, intendedAt: at } });',
    to: '',
    breaks: 'intent before call',
  },
  {
    name: 'the intent is written after the call',
    file: 'lib/changes/drive.ts',
    from: '  const step = await road.intend(intent);\n  const act = await road.move({',
    to: '  const intended = { ...intent, sequence: (await road.journal()).length, outcome: null, why: null };\n  const act = await road.move({',
    breaks: 'intent before call',
  },
  {
    name: 'no lock on what is being changed',
    file: 'lib/changes/commands/execute-change.ts',
    from: 'await tx.activeTarget.createMany({ data: targets.map((target) => ({ target, changeId: planned.id })) });',
    to: '',
    breaks: 'one active change per alias',
  },
  {
    name: 'the lock is never opened',
    file: 'lib/changes/commands/run-change.ts',
    from: 'await tx.activeTarget.deleteMany({ where: { changeId: change.id } });',
    to: '',
    breaks: 'nothing stays taken',
  },
  {
    name: 'the target is the second to last of the list',
    file: 'lib/changes/queries/decide-targets.ts',
    from: 'rollbackTarget(known)',
    to: "{ version: versions.at(-2)?.version ?? null, why: 'It is the second to last.', rejected: [] }",
    breaks: 'target was live before',
  },
  {
    name: 'what is live may be the target',
    file: 'lib/functions/rollback-target.ts',
    from: "if (version === live.version && live.second === null) return 'It is live.';",
    to: '',
    breaks: 'no bad, live or $LATEST target',
  },
  {
    name: 'marks are ignored when a target is chosen',
    file: 'lib/functions/rollback-target.ts',
    from: 'if (reason !== undefined)',
    to: "if (reason === 'ignored')",
    breaks: 'no bad, live or $LATEST target',
  },
  {
    name: 'marks made since the plan are ignored',
    file: 'lib/changes/queries/marked-targets.ts',
    from: 'clearedAt: null },',
    to: "reason: '' },",
    breaks: 'no bad, live or $LATEST target',
  },
  {
    name: 'the weights stay',
    file: 'lib/changes/drive.ts',
    from: 'to: { version: Number(move.toVersion), second: null },',
    to: 'to: { version: Number(move.toVersion), second: undefined as never },',
    breaks: 'weights are empty after a move',
  },
  {
    name: 'a refused revision is a lost race, without reading back',
    file: 'lib/changes/drive.ts',
    from: "  else if (act.outcome === 'refused')",
    to: "  else if (act.outcome === 'raced') await road.settle(step, { outcome: 'raced', why: act.why });\n  else if (act.outcome === 'refused')",
    breaks: 'all back or told',
  },
  {
    name: 'a lost answer counts as done',
    file: 'lib/changes/drive.ts',
    from: '  const outcome = outcomeOf(road.changeId, step, alias);',
    to: "  const outcome = 'done' as Outcome;",
    breaks: 'all moved or told',
  },
  {
    name: 'a stale plan is executed',
    file: 'lib/changes/queries/freshness.ts',
    from: "status: against.length === 0 ? 'pass' : 'fail',",
    to: "status: 'pass',",
    breaks: 'no write after a stale plan',
  },
  {
    name: 'nothing is put back',
    file: 'lib/changes/next-action.ts',
    from: "  if (next) return { do: 'undo', move: next };\n",
    to: '',
    breaks: 'all back or told',
  },
  {
    name: 'a call that vanished is not undone',
    file: 'lib/changes/next-action.ts',
    from: "(step.outcome === 'done' || step.outcome === 'not_done')",
    to: "step.outcome === 'done'",
    breaks: 'all back or told',
  },
  {
    name: 'a split is told as a failure',
    file: 'lib/changes/commands/moves-end.ts',
    from: "split: 'split' }",
    to: "split: 'failed' }",
    breaks: 'all back or told',
  },
  {
    name: 'what was left is not marked',
    file: 'lib/changes/commands/close-moves.ts',
    from: 'for (const version of versionsLeft(move)) {',
    to: 'for (const version of [] as number[]) {',
    breaks: 'what was left is marked and locked',
  },
  {
    name: 'only the first start goes on with what was left',
    file: 'lib/changes/commands/run-change.ts',
    from: "{ in: ['running', 'verifying'] }",
    to: '{ in: [] }',
    breaks: 'every change ends',
  },
  {
    name: 'a step is settled without its audit entry',
    file: 'lib/changes/commands/journal-of.ts',
    from: 'return { value: undefined, entry };\n      }),',
    to: 'return { value: undefined, entry: [] };\n      }),',
    breaks: 'audit matches the journal',
  },
  {
    name: 'a move is not written into the ledger',
    file: 'lib/changes/commands/road-of.ts',
    from: 'if (alias) await recordMove(ctx, tx, { change, intent: step, alias, at });',
    to: '',
    breaks: 'ledger has each move',
  },
  {
    name: 'an answer under a key is not given again',
    file: 'lib/audit/write.ts',
    from: 'if (answered) return answered;',
    to: '',
    breaks: 'equal answers for one key',
  },
  {
    name: 'the alias is sent to $LATEST',
    file: 'lib/changes/drive.ts',
    from: 'to: { version: Number(move.toVersion), second: null },',
    to: "to: { version: '$LATEST' as never, second: null },",
    breaks: 'no bad, live or $LATEST target',
  },
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
  },
  {
    name: 'two who drive one change do not look at each other',
    file: 'lib/changes/commands/journal-of.ts',
    from: 'if (!isAlone) throw',
    to: 'if (isAlone === undefined) throw',
    breaks: 'every intent has an outcome',
  },
  {
    name: 'a daily clean-up that began unheard is left',
    file: 'lib/changes/commands/prune-daily.ts',
    from: "if (!isAppError(error) || error.code === 'unavailable') await runChange(ctx, id);",
    to: '',
    breaks: 'every change ends',
  },
  {
    name: 'a deletion names no version',
    file: 'lib/changes/commands/run-prune.ts',
    from: 'ctx.cloud.pruner.deleteVersion(name, version)',
    to: 'ctx.cloud.pruner.deleteVersion(name, undefined as never)',
    breaks: 'each deletion names a version',
  },
];
