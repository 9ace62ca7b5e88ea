import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type AlarmSignal, DEFAULT_BRAKES, type Past, reactionTo } from '#lib/changes/brakes';

const NOW = new Date('2026-03-03T03:00:00Z');

function minutesAgo(minutes: number): Date {
  return new Date(NOW.getTime() - minutes * 60_000);
}

const red: AlarmSignal = { name: 'errors', state: 'ALARM', since: minutesAgo(1) };
const fresh: Past = {
  deployment: { id: 'd1', at: minutesAgo(10), alarmsRedBefore: [] },
  automatic: [],
  isRestored: false,
};

describe('an alarm', () => {
  it.each([
    ['rolls back a fresh deployment', red, fresh, 'roll_back'],
    ['does nothing when clear', { ...red, state: 'OK' as const }, fresh, 'nothing'],
    ['does nothing without data', { ...red, state: 'INSUFFICIENT_DATA' as const }, fresh, 'nothing'],
    ['asks for a person without a known deployment', red, { ...fresh, deployment: null }, 'review'],
    ['rolls back at the very end of the bake window', red, deployed(61), 'roll_back'],
    ['asks for a person after it', red, deployed(61.1), 'review'],
    ['asks for a person when it was red before', red, deployed(10, ['errors']), 'review'],
    ['does not mind another that was red before', red, deployed(10, ['latency']), 'roll_back'],
    ['asks for a person when it went red first', { ...red, since: minutesAgo(11) }, fresh, 'review'],
    ['never leaves what was just restored', red, { ...fresh, isRestored: true }, 'review'],
    ['rolls a deployment back once', red, acted(200, 'd1'), 'review'],
    ['lets automation cool down', red, acted(59, 'd0'), 'review'],
    ['rolls back again after it cooled down', red, acted(60, 'd0'), 'roll_back'],
  ])('%s', (_, alarm, past, reaction) => {
    expect(reactionTo(alarm, past, DEFAULT_BRAKES, NOW).do).toBe(reaction);
  });

  it('that flaps rolls a deployment back once at most', () => {
    const flaps = fc.array(fc.tuple(fc.constantFrom('OK', 'ALARM', 'INSUFFICIENT_DATA'), fc.nat(30)), {
      maxLength: 40,
    });
    fc.assert(
      fc.property(flaps, (changes) => {
        const automatic: { at: Date; deploymentId: string }[] = [];
        let time = NOW.getTime();
        for (const [state, minutes] of changes) {
          time += minutes * 60_000;
          const since = new Date(time);
          const past = { ...fresh, automatic };
          const reaction = reactionTo({ name: 'errors', state, since }, past, DEFAULT_BRAKES, since);
          if (reaction.do === 'roll_back') automatic.push({ at: since, deploymentId: 'd1' });
        }
        expect(automatic.length).toBeLessThanOrEqual(1);
      }),
    );
  });
});

function deployed(minutes: number, alarmsRedBefore: string[] = []): Past {
  return { ...fresh, deployment: { id: 'd1', at: minutesAgo(minutes), alarmsRedBefore } };
}

function acted(minutes: number, deploymentId: string): Past {
  return { ...fresh, automatic: [{ at: minutesAgo(minutes), deploymentId }] };
}
