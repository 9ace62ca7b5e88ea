import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Plan } from '#lib/funnels/walk/plan';
import { newRun } from '#lib/funnels/walk/run';
import type { UnitEvents } from '#lib/funnels/walk/unit-events';
import { createWalk } from '#lib/funnels/walk/walk';
import { type TriedEvent, tryEverything } from '#lib/testing/reference-run';

const VALUES = [null, 'a', 'b'];

interface World {
  plan: Plan;
  events: TriedEvent[];
  from: number;
  to: number;
}

/** Few instants and few steps, so that ties, repeats and near misses are the rule. */
function worlds(order: Plan['order']): fc.Arbitrary<World> {
  const isPlain = order !== 'ordered';
  return fc.integer({ min: 2, max: 4 }).chain((stepCount) =>
    fc
      .record({
        optional: order === 'any' ? fc.constant([]) : fc.array(fc.boolean(), { maxLength: stepCount - 1 }),
        windowMs: fc.integer({ min: 1, max: 9 }),
        exclusions:
          order === 'strict'
            ? fc.constant<Plan['exclusions']>([])
            : fc.array(
                isPlain
                  ? fc.constant({ after: 1, before: stepCount })
                  : fc
                      .tuple(fc.integer({ min: 1, max: stepCount - 1 }), fc.integer({ min: 1, max: 3 }))
                      .map(([after, more]) => ({ after, before: Math.min(stepCount, after + more) })),
                { maxLength: 2 },
              ),
        isHeld: fc.boolean(),
        from: fc.integer({ min: 0, max: 4 }),
        length: fc.integer({ min: 1, max: 10 }),
        events: fc.array(
          fc.record({
            time: fc.integer({ min: 0, max: 10 }),
            steps: fc.uniqueArray(fc.integer({ min: 1, max: stepCount }), { maxLength: 3 }),
            excluded: fc.uniqueArray(fc.integer({ min: 1, max: 2 }), { maxLength: 1 }),
            held: fc.constantFrom(...VALUES),
          }),
          { maxLength: order === 'any' ? 6 : 7 },
        ),
      })
      .map(({ optional, events, from, length, ...rest }) => {
        const isOptional = Array.from({ length: stepCount }, (_, i) => i > 0 && (optional[i - 1] ?? false));
        const lastRequired = isOptional.lastIndexOf(false) + 1;
        const known = rest.exclusions.length;
        return {
          plan: { stepCount, isOptional, lastRequired, order, ...rest },
          events: events.map((event) => ({
            ...event,
            excluded: event.excluded.filter((number) => number <= known),
          })),
          from,
          to: from + length,
        };
      }),
  );
}

function unitOf(events: TriedEvent[]): UnitEvents {
  const maskOf = (numbers: number[]) => numbers.reduce((mask, number) => mask + 2 ** (number - 1), 0);
  const sorted = [...events].sort((a, b) => a.time - b.time || maskOf(a.steps) - maskOf(b.steps));
  const times = sorted.map(({ time }) => time);
  return {
    count: sorted.length,
    times: Float64Array.from(times),
    steps: Uint32Array.from(sorted, ({ steps }) => maskOf(steps)),
    excluded: Uint32Array.from(sorted, ({ excluded }) => maskOf(excluded)),
    held: Int32Array.from(sorted, ({ held }) => VALUES.indexOf(held)),
    broken: new Int32Array(sorted.length),
    hasExclusions: sorted.some(({ excluded }) => excluded.length > 0),
    hasHardTies: new Set(times).size < times.length && sorted.some(({ steps }) => steps.length > 1),
  };
}

function expectSame({ plan, events, from, to }: World): void {
  const run = newRun(plan.stepCount);
  createWalk(plan)(unitOf(events), { from, to }, run);
  const tried = tryEverything(events, {
    ...plan,
    optional: plan.isOptional,
    from,
    to,
  });
  expect(run.attempt > run.level).toBe(tried.isExcluded);
  if (tried.isExcluded) return;
  const taken = tried.best?.taken ?? [];
  const expected = new Array<number>(plan.stepCount).fill(Number.NaN);
  for (const [index, { step, event }] of taken.entries()) {
    expected[plan.order === 'any' ? index : step - 1] = event.time;
  }
  expect([...run.times]).toEqual(expected);
}

describe('the walk', () => {
  it.each(['ordered', 'strict', 'any'] as const)(
    'takes the run that trying everything finds, %s',
    (order) => {
      fc.assert(fc.property(worlds(order), expectSame), { numRuns: 3000, seed: 20_260_301 });
    },
  );

  it('takes the general and the simple way to the same run', () => {
    const plain = worlds('ordered').filter(
      ({ plan }) => !plan.isOptional.includes(true) && plan.exclusions.length === 0,
    );
    const property = fc.property(plain, (world) => {
      const unit = unitOf(world.events);
      const walk = createWalk(world.plan);
      const [simple, general] = [newRun(world.plan.stepCount), newRun(world.plan.stepCount)];
      walk(unit, world, simple);
      walk({ ...unit, hasHardTies: true }, world, general);
      expect(general).toEqual(simple);
    });
    fc.assert(property, { numRuns: 1000, seed: 20_260_302 });
  });
});
