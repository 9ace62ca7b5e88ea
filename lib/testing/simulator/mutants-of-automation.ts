import type { Mutant } from '#lib/testing/simulator/mutant';

type Fault = Omit<Mutant, 'play'>;

const FAULTS: readonly Fault[] = [
  {
    name: 'the right to act is not taken, and nobody looks who had it',
    file: 'lib/automation/commands/decide-signal.ts',
    from: '  await tx.automaticRollback.create({ data: { deploymentId, functionName, decisionId, at: ctx.now } });',
    to: '',
    breaks: 'one automatic action per deployment',
    seed: 276,
  },
  {
    name: 'what is live now is left, whatever was decided on',
    file: 'lib/automation/commands/roll-back.ts',
    from: 'if (isSame && live?.arrival.id === deploymentId) return;',
    to: 'if (isSame || live !== undefined) return;',
    breaks: 'what was red before does not trigger',
  },
  {
    name: 'no bake window',
    file: 'lib/changes/brakes.ts',
    from: 'if (age > brakes.bakeMinutes * MINUTE) {',
    to: 'if (age > 1e9 * MINUTE) {',
    breaks: 'nothing outside the bake window',
  },
  {
    name: 'what nobody saw come is dated as it was seen',
    file: 'lib/automation/before.ts',
    from: 'changeId === null ? [',
    to: 'changeId === id ? [',
    breaks: 'nothing outside the bake window',
  },
  {
    name: 'an alarm that went red first counts',
    file: 'lib/changes/brakes.ts',
    from: "if (age < 0) return 'The alarm went red before the deployment.';",
    to: '',
    breaks: 'what was red before does not trigger',
    weather: 6,
    seed: 2659,
  },
  {
    name: 'a metric that was bad in the minute before counts',
    file: 'lib/automation/before.ts',
    from: "return last ? readingOf(last, judged) === 'bad' : false;",
    to: 'return false;',
    breaks: 'what was red before does not trigger',
  },
  {
    name: 'nobody asks whether anybody looked',
    file: 'lib/automation/decide.ts',
    from: 'if (deployment !== null && wasUnseen(deployment) &&',
    to: 'if (deployment === null && wasUnseen(deployment) &&',
    breaks: 'what was red before does not trigger',
    seed: 307,
  },
  {
    name: 'what is missing counts as too much',
    file: 'lib/automation/state-of.ts',
    from: "return 'missing';",
    to: "return 'bad';",
    breaks: 'missing data does not trigger',
  },
  {
    name: 'what was just restored is left',
    file: 'lib/changes/brakes.ts',
    from: "if (isRestored) return 'What is live was just restored by a rollback, which did not help.';",
    to: '',
    breaks: 'what was restored stays',
    seed: 91,
  },
  {
    name: 'what somebody put back elsewhere is a deployment',
    file: 'lib/automation/queries/known-of.ts',
    from: 'live?.isBack === true ||',
    to: 'live?.arrival === null ||',
    breaks: 'what was restored stays',
  },
  {
    name: 'no cool-down',
    file: 'lib/changes/brakes.ts',
    from: 'now.getTime() - last < brakes.coolDownMinutes * MINUTE',
    to: 'now.getTime() - last < 0 * brakes.coolDownMinutes',
    breaks: 'automation cools down',
    seed: 324,
  },
  {
    name: 'a rule in dry run acts',
    file: 'lib/automation/decide.ts',
    from: "if (mode === 'dry_run')",
    to: "if (mode === 'off')",
    breaks: 'only a rule that is on acts',
  },
  {
    name: 'a message that comes again is heard again',
    file: 'lib/automation/commands/hear-alarm.ts',
    from: 'return count > 0;',
    to: 'return count >= 0;',
    breaks: 'a message is heard once',
  },
  {
    name: 'a decision is carried out only by who took it',
    file: 'lib/automation/commands/roll-back.ts',
    from: 'now.getTime() - claimedAt.getTime() < TAKEN_MS',
    to: 'now.getTime() - claimedAt.getTime() < 1e9 * TAKEN_MS',
    breaks: 'what is decided is carried out',
  },
  {
    name: 'a person is asked only when the decision is new',
    file: 'lib/automation/commands/look-at-alarms.ts',
    from: "const where = { outcome: 'review', incidentId: null };",
    to: "const where = { outcome: 'review', incidentId: null, decidedAt: { gt: ctx.now } };",
    breaks: 'what is decided is carried out',
    seed: 82,
  },
];

/** Mistakes in what automation does by itself. */
export const AUTOMATION_MUTANTS: readonly Mutant[] = FAULTS.map((fault) => ({ ...fault, play: 'alarms' }));
