import { dayText, localDay } from '#lib/adoption/local-day';
import { adoptionMetrics } from '#lib/adoption/queries/adoption-metrics';
import { dailyUsage } from '#lib/adoption/queries/daily-usage';
import { adoptionHeadline } from '#lib/adoption/queries/headline';
import { featureImpact } from '#lib/adoption/queries/impact';
import { lifecycle } from '#lib/adoption/queries/lifecycle';
import { adoptionOverview } from '#lib/adoption/queries/overview';
import {
  activeUsers,
  cohortUsers,
  frequentUsers,
  metricUsers,
  stateUsers,
} from '#lib/adoption/queries/people';
import { retention } from '#lib/adoption/queries/retention';
import { powerCurve, stickiness } from '#lib/adoption/queries/stickiness';
import {
  AdoptionQuery,
  DailyQuery,
  ImpactQuery,
  LifecyclePeopleQuery,
  LifecycleQuery,
  MetricPeopleQuery,
  OverviewQuery,
  PowerPeopleQuery,
  RetentionPeopleQuery,
  RetentionQuery,
  StickinessPeopleQuery,
  StickinessQuery,
} from '#lib/adoption/schema';
import type { Ctx } from '#lib/core/ctx';
import { listEventTypes, listProperties } from '#lib/events/queries';
import { eventVolume } from '#lib/events/queries/event-volume';
import { latestEvents } from '#lib/events/queries/latest-events';
import { funnelPeople } from '#lib/funnels/queries/funnel-people';
import { funnelResults } from '#lib/funnels/queries/funnel-results';
import { funnelTrend } from '#lib/funnels/queries/funnel-trend';
import { otherRules } from '#lib/funnels/queries/other-rules';
import { timeToConvert } from '#lib/funnels/queries/time-to-convert';
import { PeopleQuestion, TimeToConvertQuestion, TrendQuestion } from '#lib/funnels/schema';
import type { AdoptionWorld } from '#lib/testing/adoption-worlds';
import type { FunnelWorld } from '#lib/testing/funnel-worlds';

/** Something that the product asks a warehouse, whole: from the service that is called to its answer. */
export interface Question {
  name: string;
  /** Epoch milliseconds: the present of the one who asks. */
  now: number;
  /** Lists whose order is left to the engine. */
  isUnordered?: true;
  ask(ctx: Ctx): Promise<object>;
}

/** Every question about a funnel. */
export function funnelQuestions({ question, now }: FunnelWorld): Question[] {
  const step = question.steps.length;
  const asking: Record<string, Question['ask']> = {
    results: (ctx) => funnelResults(ctx, { ...question, compare: 'previous' }),
    trend: (ctx) =>
      funnelTrend(ctx, TrendQuestion.parse({ ...question, interval: 'day', timeZone: 'Asia/Kolkata' })),
    times: (ctx) => timeToConvert(ctx, TimeToConvertQuestion.parse({ ...question, fromStep: 1, toStep: 2 })),
    'other rules': (ctx) => otherRules(ctx, question),
    'an empty step': (ctx) => {
      const steps = [...question.steps.slice(0, 1), { step: 'clik', optional: false }];
      const { exclusions: _, attribution: __, ...rest } = question;
      return funnelResults(ctx, { ...rest, steps });
    },
  };
  // A session of several users is listed under the one whose row comes first, which is any of them.
  if (question.unit === 'user') {
    asking.people = (ctx) =>
      funnelPeople(ctx, PeopleQuestion.parse({ ...question, step: 1, outcome: 'converted' }));
    asking['people who left'] = (ctx) =>
      funnelPeople(ctx, PeopleQuestion.parse({ ...question, step, outcome: 'dropped' }));
  }
  return Object.entries(asking).map(([name, ask]) => ({ name: `funnel: ${name}`, now, ask }));
}

/** Every question about adoption; `feature` is the key of a defined one. */
export function adoptionQuestions(
  { from, to, timeZone, now }: Omit<AdoptionWorld, 'events' | 'features'>,
  feature: string,
): Question[] {
  const all = { from: new Date(from).toISOString(), to: new Date(to).toISOString(), timeZone };
  const one = { ...all, feature };
  const broken = { ...one, breakdown: 'platform' };
  const asking: Record<string, Question['ask']> = {
    metrics: (ctx) => adoptionMetrics(ctx, AdoptionQuery.parse({ ...all, compare: 'previous' })),
    'metrics of one': (ctx) => adoptionMetrics(ctx, AdoptionQuery.parse({ ...one, powerUserPercent: 40 })),
    'metrics by platform': (ctx) =>
      adoptionMetrics(ctx, AdoptionQuery.parse({ ...broken, compare: 'previous' })),
    headline: (ctx) => adoptionHeadline(ctx, OverviewQuery.parse(all)),
    impact: (ctx) => featureImpact(ctx, ImpactQuery.parse(one)),
    overview: (ctx) => adoptionOverview(ctx, OverviewQuery.parse(all)),
    daily: (ctx) => dailyUsage(ctx, DailyQuery.parse(all)),
    'daily of one': (ctx) => dailyUsage(ctx, DailyQuery.parse(one)),
    'daily by platform': (ctx) => dailyUsage(ctx, DailyQuery.parse({ ...broken, compare: 'previous' })),
    'stickiness by platform': (ctx) =>
      stickiness(ctx, StickinessQuery.parse({ ...broken, compare: 'previous' })),
    'power curve by platform': (ctx) => powerCurve(ctx, StickinessQuery.parse(broken)),
    'life cycle by platform': (ctx) =>
      lifecycle(ctx, LifecycleQuery.parse({ ...broken, interval: 'week', compare: 'previous' })),
    'retention by platform': (ctx) =>
      retention(ctx, RetentionQuery.parse({ ...broken, interval: 'week', compare: 'previous' })),
    stickiness: (ctx) => stickiness(ctx, StickinessQuery.parse(one)),
    'stickiness of all': (ctx) => stickiness(ctx, StickinessQuery.parse(all)),
    'power curve': (ctx) => powerCurve(ctx, StickinessQuery.parse(one)),
    'life cycle': (ctx) => lifecycle(ctx, LifecycleQuery.parse({ ...one, interval: 'day' })),
    'life cycle by month': (ctx) => lifecycle(ctx, LifecycleQuery.parse({ ...all, interval: 'month' })),
    retention: (ctx) => retention(ctx, RetentionQuery.parse({ ...one, interval: 'day' })),
    'retention since seen': (ctx) =>
      retention(ctx, RetentionQuery.parse({ ...one, start: 'first_seen', mode: 'on_or_after', periods: 4 })),
    'retention in brackets': (ctx) =>
      retention(ctx, RetentionQuery.parse({ ...all, mode: 'bracket', brackets: '0-0,1-2,3-9' })),
  };
  return [...Object.entries(asking), ...peopleQuestions(one, dayText(localDay(from, timeZone)))].map(
    ([name, ask]) => ({ name: `adoption: ${name}`, now, ask }),
  );
}

/** The lists of people behind numbers of adoption; `date` is a day of the period. */
function peopleQuestions(one: object, date: string): [name: string, ask: Question['ask']][] {
  const web = { ...one, breakdown: 'platform', value: 'web' };
  const rest = { ...one, breakdown: 'platform', other: 'true' };
  const cell = { ...one, interval: 'day', cohort: date };
  return [
    [
      'people who tried it',
      (ctx) => metricUsers(ctx, MetricPeopleQuery.parse({ ...one, metric: 'activation' })),
    ],
    [
      'people who came back',
      (ctx) => metricUsers(ctx, MetricPeopleQuery.parse({ ...web, metric: 'retention7d' })),
    ],
    ['power users', (ctx) => metricUsers(ctx, MetricPeopleQuery.parse({ ...rest, metric: 'powerUserRate' }))],
    ['people of a cohort', (ctx) => cohortUsers(ctx, RetentionPeopleQuery.parse(cell))],
    ['people of a cell', (ctx) => cohortUsers(ctx, RetentionPeopleQuery.parse({ ...cell, range: 1 }))],
    [
      'people of 28 days',
      (ctx) => activeUsers(ctx, StickinessPeopleQuery.parse({ ...one, date, window: 'monthly' })),
    ],
    [
      'people who are new',
      (ctx) => stateUsers(ctx, LifecyclePeopleQuery.parse({ ...one, interval: 'day', date, state: 'new' })),
    ],
    [
      'people who are dormant',
      (ctx) =>
        stateUsers(ctx, LifecyclePeopleQuery.parse({ ...web, interval: 'day', date, state: 'dormant' })),
    ],
    ['people of one day in 28', (ctx) => frequentUsers(ctx, PowerPeopleQuery.parse({ ...one, days: 1 }))],
  ];
}

/** Every question about which events there are. */
export function eventQuestions({ from, to }: { from: number; to: number }, feature: string): Question[] {
  const all = { from: new Date(from).toISOString(), to: new Date(to).toISOString() };
  const one = { ...all, feature };
  const asking: Record<string, Question['ask']> = {
    types: (ctx) => listEventTypes(ctx, all),
    'types of one feature': (ctx) => listEventTypes(ctx, one),
    properties: (ctx) => listProperties(ctx, { ...one, property: 'platform' }),
    'a property with a space': (ctx) => listProperties(ctx, { ...all, property: 'plan b' }),
    volume: (ctx) => eventVolume(ctx, all),
    'volume of one type': (ctx) => eventVolume(ctx, { ...one, type: 'view' }),
    'the newest': (ctx) => latestEvents(ctx, { ...all, limit: 40 }),
    'the newest of one type': (ctx) => latestEvents(ctx, { ...one, type: 'view', limit: 40 }),
    'a field': (ctx) => listProperties(ctx, { ...all, property: 'variant' }),
  };
  return Object.entries(asking).map(([name, ask]) => ({
    name: `events: ${name}`,
    now: to,
    isUnordered: true as const,
    ask,
  }));
}
