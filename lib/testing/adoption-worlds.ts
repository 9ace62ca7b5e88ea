import fc from 'fast-check';
import type { DefinedFeature } from '#lib/adoption/kinds';
import { FeatureDefinition } from '#lib/adoption/schema';
import type { StoredEvent } from '#lib/core/event-store';
import { FunnelDefinition, type FunnelDefinitionInput } from '#lib/funnels/schema';
import { storedEvent } from '#lib/testing/store';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

/** Zones of every temper: none, half hours, a change at midnight, one of half an hour, the southern summer. */
export const ZONES = [
  'UTC',
  'Europe/Berlin',
  'America/New_York',
  'Africa/Cairo',
  'Asia/Kolkata',
  'Australia/Lord_Howe',
  'America/Santiago',
  'Pacific/Auckland',
];

/** Days around which clocks change, somewhere. */
const ANCHORS = [
  Date.UTC(2026, 2, 8),
  Date.UTC(2026, 2, 29),
  Date.UTC(2026, 3, 5),
  Date.UTC(2026, 3, 24),
  Date.UTC(2026, 8, 6),
  Date.UTC(2026, 9, 25),
  Date.UTC(2026, 11, 30),
];

export interface AdoptionWorld {
  events: StoredEvent[];
  features: DefinedFeature[];
  from: number;
  to: number;
  now: number;
  timeZone: string;
}

const formats = new Map<string, Intl.DateTimeFormat>();

/** The day that a zone's calendar shows, `YYYY-MM-DD`. */
export function calendarDay(time: number, timeZone: string): string {
  const known = formats.get(timeZone);
  // Sweden writes dates as ISO does.
  const format = known ?? new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short' });
  if (!known) formats.set(timeZone, format);
  return format.format(time);
}

const moment = fc
  .record({
    day: fc.oneof(
      { weight: 3, arbitrary: fc.integer({ min: -2, max: 9 }) },
      { weight: 1, arbitrary: fc.integer({ min: -38, max: 44 }) },
    ),
    halfHour: fc.integer({ min: 0, max: 47 }),
    nudge: fc.constantFrom(0, 0, 0, -1, 1),
  })
  .map(({ day, halfHour, nudge }) => day * DAY + (halfHour * HOUR) / 2 + nudge);

const event = fc.record({
  user: fc.oneof(fc.integer({ min: 1, max: 4 }), fc.integer({ min: 1, max: 12 })),
  type: fc.constantFrom(
    'view',
    'use',
    'use',
    'use',
    'go',
    'complete',
    'share',
    'invite',
    'second',
    'third',
    'noise',
  ),
  feature: fc.constantFrom('a', 'a', 'a', 'b', 'b', null, 'other'),
  moment,
  seconds: fc.constantFrom(null, null, 0, 30, 45.5),
  properties: fc.constantFrom(null, { platform: 'web' }, { platform: 'ios' }),
});

const definition = fc.constantFrom<Partial<FeatureDefinition>[]>(
  {},
  { use: ['use', 'go'] },
  { view: ['view', 'go'], use: ['go', 'use', 'third'], complete: ['complete', 'use'] },
  { view: [], complete: [], share: [], use: ["o'use", 'go'] },
);

const FUNNELS: (FunnelDefinitionInput | null)[] = [
  null,
  { feature: 'a', steps: [{ step: 'view' }, { step: 'second' }, { step: ['third', 'use'], optional: true }] },
  {
    feature: 'a',
    steps: [{ step: 'view' }, { step: '*', filters: [{ property: 'platform', op: 'eq', value: 'web' }] }],
  },
  { steps: [{ step: 'view' }, { step: 'second' }, { step: '*', feature: 'other' }] },
  {
    feature: 'b',
    filters: [{ property: 'platform', op: 'neq', value: 'ios' }],
    steps: [{ step: 'go' }, { step: 'use' }],
  },
  { feature: 'a', steps: [{ step: 'view' }, { step: 'second', feature: 'b' }, { step: 'complete' }] },
];

const feature = fc.record({ definition, funnel: fc.constantFrom(...FUNNELS) });

/** A few users' events around a change of clocks, two features, and a period that need not begin at midnight. */
export const adoptionWorlds: fc.Arbitrary<AdoptionWorld> = fc
  .record({
    anchor: fc.constantFrom(...ANCHORS),
    timeZone: fc.constantFrom(...ZONES),
    events: fc.array(event, { minLength: 0, maxLength: 60, size: 'max' }),
    features: fc.tuple(feature, feature),
    start: fc.integer({ min: -48, max: 96 }),
    length: fc.oneof(fc.integer({ min: 1, max: 80 }), fc.integer({ min: 300, max: 500 })),
    nowDay: fc.integer({ min: 0, max: 60 }),
    nowHour: fc.integer({ min: 0, max: 23 }),
  })
  .map(({ anchor, timeZone, events, features, start, length, nowDay, nowHour }) => ({
    timeZone,
    events: events.map((one, index) =>
      storedEvent(`e${index}`, {
        userId: `u${one.user}`,
        eventType: one.type,
        featureName: one.feature,
        eventTime: anchor + one.moment,
        sessionDuration: one.seconds,
        properties: one.properties,
      }),
    ),
    features: features.map((one, index) => definedFeature('ab'.charAt(index), one.definition, one.funnel)),
    from: anchor + (start * HOUR) / 2,
    to: anchor + ((start + length) * HOUR) / 2,
    now: anchor + nowDay * DAY + nowHour * HOUR,
  }));

/** A feature as it is read from the database. */
export function definedFeature(
  key: string,
  given: Partial<FeatureDefinition> = {},
  funnel: FunnelDefinitionInput | null = null,
): DefinedFeature {
  const at = '2026-01-01T00:00:00.000Z';
  const saved = {
    id: `00000000-0000-4000-8000-00000000000${key.charCodeAt(0) % 10}`,
    key,
    name: `Feature ${key}`,
    definition: FeatureDefinition.parse(given),
    funnelId: null,
    version: 1,
    createdBy: 'x',
    createdAt: at,
    updatedBy: 'x',
    updatedAt: at,
  };
  return { saved, funnel: funnel && FunnelDefinition.parse(funnel) };
}
