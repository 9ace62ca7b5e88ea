import { describe, expect, it } from 'vitest';
import { decide, type Known } from '#lib/automation/decide';
import type { Rule } from '#lib/automation/rule';
import type { SignalState } from '#lib/automation/state-of';

const NOW = new Date('2026-03-03T03:00:00Z');

function minutesAgo(minutes: number): Date {
  return new Date(NOW.getTime() - minutes * 60_000);
}

const RULE: Rule = {
  trigger: 'error_rate',
  functionName: '*',
  threshold: 5,
  points: 2,
  minimumCalls: 10,
  mode: 'on',
  bakeMinutes: 60,
  coolDownMinutes: 60,
};

const FRESH: Known = {
  deployment: { id: 'd1', at: minutesAgo(10), seenAt: minutesAgo(9.8), alarmsRedBefore: [] },
  automatic: [],
  isRestored: false,
  running: null,
  lock: null,
  hasTooFewCalls: false,
  wasBadBefore: false,
  wouldBeBackFor: null,
};

interface Given {
  rule?: Partial<Rule>;
  state?: SignalState;
  since?: Date;
  known?: Partial<Known>;
}

function outcome({ rule, state = 'ALARM', since = minutesAgo(1), known }: Given) {
  const trigger = 'error_rate' as const;
  const signal = {
    source: 'alarm errors',
    name: 'errors',
    trigger,
    state,
    since,
    rule: { ...RULE, ...rule },
  };
  return decide(signal, { ...FRESH, ...known }, NOW).outcome;
}

const dryRun = { mode: 'dry_run' as const };
const redBefore = { deployment: { ...(FRESH.deployment ?? never()), alarmsRedBefore: ['errors'] } };
const justDeployed = {
  deployment: { id: 'd1', at: minutesAgo(2), seenAt: minutesAgo(1.5), alarmsRedBefore: [] },
};
const seenLate = {
  deployment: { id: 'd1', at: minutesAgo(10), seenAt: minutesAgo(5), alarmsRedBefore: [] },
};
const restored = { isRestored: true };

describe('a signal', () => {
  it.each<[string, Given, string]>([
    ['rolls back what was just deployed', {}, 'rolling_back'],
    ['would have, in dry run', { rule: dryRun }, 'would_roll_back'],
    [
      'would have been too late, in dry run',
      { rule: dryRun, known: { wouldBeBackFor: 'alarm 5xx' } },
      'nothing',
    ],
    ['does nothing when it is clear', { state: 'OK' }, 'nothing'],
    ['does nothing without data', { state: 'INSUFFICIENT_DATA' }, 'nothing'],
    ['does nothing without data in dry run either', { state: 'INSUFFICIENT_DATA', rule: dryRun }, 'nothing'],
    ['asks for a person when nothing was deployed', { known: { deployment: null } }, 'review'],
    ['would have asked, in dry run', { known: { deployment: null }, rule: dryRun }, 'would_review'],
    ['asks for a person when it went red first', { since: minutesAgo(11) }, 'review'],
    ['rolls back when it went red before the move was seen', { since: minutesAgo(9.9) }, 'rolling_back'],
    ['asks for a person when it was red before', { since: minutesAgo(9.9), known: redBefore }, 'review'],
    ['rolls back when it was red before, clear, and red again', { known: redBefore }, 'rolling_back'],
    [
      'asks for a person when it went red while nobody looked',
      { since: minutesAgo(6), known: seenLate },
      'review',
    ],
    [
      'rolls back what was seen late and goes red long after',
      { since: minutesAgo(1), known: seenLate },
      'rolling_back',
    ],
    ['asks for a person when what is live was restored', { known: restored }, 'review'],
    [
      'does nothing when that happened since it went red',
      { since: minutesAgo(11), known: restored },
      'nothing',
    ],
    ['waits while somebody changes it', { known: { running: 'Ana is changing it.' } }, 'waiting'],
    ['waits while calls are too few to tell', { known: { hasTooFewCalls: true } }, 'waiting'],
    ['asks for a person while deploys are locked', { known: { lock: 'Locked by Ana' } }, 'review'],
    [
      'asks for a person when it has been red too long',
      { since: minutesAgo(8), rule: { bakeMinutes: 7 } },
      'review',
    ],
    [
      'rolls a deployment back once',
      { known: { automatic: [{ at: minutesAgo(200), deploymentId: 'd1' }] } },
      'review',
    ],
    [
      'waits while it counts minutes from before',
      { known: { ...justDeployed, wasBadBefore: true } },
      'waiting',
    ],
    [
      'waits while it counts minutes from before a rollback',
      { known: { ...justDeployed, ...restored, wasBadBefore: true } },
      'waiting',
    ],
    ['does not wait when they were good', { known: justDeployed }, 'rolling_back'],
    [
      'asks for a person when it was bad before and stays so',
      { since: minutesAgo(8), known: { wasBadBefore: true } },
      'review',
    ],
    [
      'rolls back when it was bad before, and fires long after',
      { since: minutesAgo(2), known: { wasBadBefore: true } },
      'rolling_back',
    ],
    ['cools down', { known: { automatic: [{ at: minutesAgo(59), deploymentId: 'd0' }] } }, 'review'],
    [
      'acts again after that',
      { known: { automatic: [{ at: minutesAgo(60), deploymentId: 'd0' }] } },
      'rolling_back',
    ],
  ])('%s', (_, given, expected) => {
    expect(outcome(given)).toBe(expected);
  });
});

function never(): never {
  throw new Error('There is a deployment.');
}
