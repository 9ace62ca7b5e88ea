import fc from 'fast-check';
import type { StoredEvent } from '#lib/core/event-store';
import { FunnelQuestion } from '#lib/funnels/schema';
import { storedEvent } from '#lib/testing/store';

export const HOUR = 3_600_000;
/** The period of every world is the second of the days that its events fall into. */
export const PERIOD = { from: Date.UTC(2026, 0, 2), to: Date.UTC(2026, 0, 3) };

export interface FunnelWorld {
  events: StoredEvent[];
  question: FunnelQuestion;
  /** Epoch milliseconds, on a whole hour. */
  now: number;
}

const TYPES = ['view', 'click', 'save', 'noise'];
const STEP_TYPES = TYPES.slice(0, 3);
const PROPERTY = fc.constantFrom('platform', 'plan b', "o'key", 'value', 'variant', 'type', 'size');

const types: fc.Arbitrary<string | string[]> = fc.oneof(
  { weight: 5, arbitrary: fc.constantFrom<string | string[]>(...STEP_TYPES) },
  { weight: 2, arbitrary: fc.uniqueArray(fc.constantFrom(...TYPES), { minLength: 2, maxLength: 3 }) },
  { weight: 1, arbitrary: fc.constant('*') },
);

/** Given in one of four worlds, so that many worlds have few options and some have nearly all. */
function seldom<T>(arbitrary: fc.Arbitrary<T>, without = 3): fc.Arbitrary<T | undefined> {
  return fc.oneof({ weight: without, arbitrary: fc.constant(undefined) }, { weight: 1, arbitrary });
}

const step = fc.record({
  step: types,
  filters: seldom(
    fc.oneof(
      fc.record({
        property: fc.constantFrom('platform', 'size', 'value', 'plan b'),
        op: fc.constantFrom('eq' as const, 'neq' as const),
        value: fc.constantFrom<string | number | boolean>('web', 'ios', 1, '2', true),
      }),
      fc.record({
        property: fc.constantFrom('size', 'value'),
        op: fc.constantFrom('gt' as const, 'gte' as const, 'lt' as const, 'lte' as const),
        value: fc.constantFrom(1, 1.5, 2),
      }),
      fc.record({ property: PROPERTY, op: fc.constant('exists' as const), value: fc.boolean() }),
      fc.record({
        property: fc.constantFrom('platform', "o'key"),
        op: fc.constant('contains' as const),
        value: fc.constantFrom('o', "'", '%'),
      }),
      fc.record({
        property: fc.constantFrom('platform', 'size'),
        op: fc.constant('in' as const),
        value: fc.constant(['web', 2]),
      }),
    ),
    8,
  ).map((filter) => (filter === undefined ? undefined : [filter])),
  feature: seldom(fc.constant('other'), 15),
  optional: fc.constantFrom(false, false, true),
});

const event = fc.record({
  user: fc.integer({ min: 1, max: 3 }),
  session: fc.constantFrom(null, 's1', 's2', 's3'),
  type: fc.constantFrom(...TYPES, ...STEP_TYPES),
  hour: fc.oneof(fc.integer({ min: 22, max: 52 }), fc.integer({ min: 24, max: 34 })),
  isOther: fc.integer({ min: 0, max: 6 }),
  value: fc.constantFrom(null, 1, 1.5, 2),
  variant: fc.constantFrom(null, '', 'a'),
  properties: fc.constantFrom(
    null,
    { platform: 'web', size: 1 },
    { platform: 'ios', size: '2', 'plan b': true },
    { platform: '', "o'key": "it's 5%" },
    { platform: 'web', size: 'large', 'plan b': 'web' },
    { size: 1.5 },
  ),
});

const asked = fc.record({
  steps: fc.array(step, { minLength: 2, maxLength: 4, size: 'max' }),
  windowHours: fc.oneof(fc.integer({ min: 3, max: 30 }), fc.integer({ min: 8, max: 16 })),
  order: fc.constantFrom('ordered' as const, 'ordered' as const, 'strict' as const, 'any' as const),
  unit: fc.constantFrom('user' as const, 'user' as const, 'session' as const),
  breakdown: fc.oneof(seldom(PROPERTY), PROPERTY),
  attribution: seldom(fc.constantFrom('first', 'last', 'step:1', 'step:2', 'all')),
  exclusions: seldom(
    fc.array(
      fc.record({ step, between: fc.constantFrom<[number, number]>([1, 2], [2, 3], [1, 3], [1, 4]) }),
      {
        minLength: 1,
        maxLength: 2,
      },
    ),
    1,
  ),
  filters: seldom(fc.constant([{ property: 'platform', op: 'neq' as const, value: 'ios' }])),
  holdConstant: seldom(fc.constantFrom('platform', 'variant', 'value')),
  cutAtEnd: fc.constantFrom(false, false, true),
});

/**
 * A few users' events and a question about them, of every option alone and together. Users, sessions and features
 * carry `name`, so that many worlds can stand in one store.
 */
export function funnelWorlds(name: string): fc.Arbitrary<FunnelWorld> {
  return fc
    .record({
      events: fc.array(event, { minLength: 10, maxLength: 18, size: 'max' }),
      asked,
      nowHour: fc.integer({ min: 30, max: 90 }),
    })
    .map(({ events, asked: { windowHours, steps, ...options }, nowHour }) => {
      const question = {
        ...options,
        steps: steps.map((one, index) => withFeature(index === 0 ? { ...one, optional: false } : one, name)),
        ...(options.exclusions
          ? {
              exclusions: options.exclusions.map((one) =>
                exclusionOf(one, options.order, steps.length, name),
              ),
            }
          : {}),
        feature: name,
        windowSeconds: (windowHours * HOUR) / 1000,
        from: new Date(PERIOD.from).toISOString(),
        to: new Date(PERIOD.to).toISOString(),
      };
      return { events, question, now: Date.UTC(2026, 0, 1) + nowHour * HOUR };
    })
    .map((world) => ({ ...world, parsed: FunnelQuestion.safeParse(world.question) }))
    .filter(({ parsed, events }) => parsed.success && isSmall(events))
    .map(({ events, parsed, now }) => ({
      events: events.map((one, index) => storedOf(one, index, name)),
      question: parsed.data ?? FunnelQuestion.parse({}),
      now,
    }));
}

type Event = typeof event extends fc.Arbitrary<infer T> ? T : never;
type AskedStep = typeof step extends fc.Arbitrary<infer T> ? T : never;

// The reference tries all runs of a unit: a handful of events each is what it can stand.
function isSmall(events: Event[]): boolean {
  const perUnit = (of: (one: Event) => unknown) =>
    Math.max(...events.map((one) => events.filter((other) => of(other) === of(one)).length));
  return perUnit(({ user }) => user) <= 7 && perUnit(({ session }) => session ?? Symbol()) <= 7;
}

function withFeature(one: AskedStep, name: string) {
  return one.feature === undefined ? one : { ...one, feature: `${name}-other` };
}

function exclusionOf(
  one: { step: AskedStep; between: [number, number] },
  order: string | undefined,
  stepCount: number,
  name: string,
) {
  const between: [number, number] = order === 'any' ? [1, stepCount] : one.between;
  return { step: withFeature({ ...one.step, optional: false }, name), between };
}

function storedOf(one: Event, index: number, name: string): StoredEvent {
  return storedEvent(`${name}-${index}`, {
    userId: `${name}-u${one.user}`,
    sessionId: one.session && `${name}-${one.session}`,
    eventType: one.type,
    featureName: one.isOther === 0 ? `${name}-other` : name,
    eventTime: Date.UTC(2026, 0, 1) + one.hour * HOUR,
    value: one.value,
    variant: one.variant,
    properties: one.properties,
  });
}
