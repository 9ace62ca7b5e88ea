import type { PeopleAnswer } from '#lib/adoption/answers';
import { bucketsTouching } from '#lib/adoption/bucket';
import {
  activePeople,
  cohortPeople,
  frequentPeople,
  metricPeople,
  statePeople,
} from '#lib/adoption/counted-people';
import { meaningOf } from '#lib/adoption/kinds';
import { localDay } from '#lib/adoption/local-day';
import { spanOf } from '#lib/adoption/metrics-tables-sql';
import { noSuchFeature } from '#lib/adoption/no-such-feature';
import { peoplePage } from '#lib/adoption/people-page';
import { type Counted, PEOPLE_COLUMNS, type PeoplePage, peopleSql } from '#lib/adoption/people-sql';
import { ask } from '#lib/adoption/queries/ask';
import { askedFeature } from '#lib/adoption/queries/defined-features';
import { retentionHorizon } from '#lib/adoption/retention-sql';
import type {
  LifecyclePeopleQuery,
  MetricPeopleQuery,
  PowerPeopleQuery,
  RetentionPeopleQuery,
  StickinessPeopleQuery,
} from '#lib/adoption/schema';
import { stickinessSpan } from '#lib/adoption/stickiness';
import type { Ctx } from '#lib/core/ctx';
import { pastMoment } from '#lib/funnels/past-moment';
import { answeredOnce } from '#lib/funnels/queries/answered';
import { dayOf } from '#lib/funnels/sql';

type Question = PeoplePage & { asOf?: string | undefined; timeZone: string };

interface Reach {
  /** What the list depends on beside its question. */
  key: unknown;
  fromDay: string;
  toDay: string;
}

/** The people of a metric of a feature; with the moment of its answer as `asOf`, as many as it said. */
export async function metricUsers(ctx: Ctx, query: MetricPeopleQuery): Promise<PeopleAnswer> {
  const feature = await askedFeature(ctx, query.feature);
  if (!feature) throw noSuchFeature();
  const today = localDay(momentOf(ctx, query), query.timeZone);
  const { fromDay, toDay } = spanOf(query);
  const key = ['metric', meaningOf(feature), today];
  return listed(ctx, query, metricPeople(query, feature, today), { key, fromDay, toDay });
}

/** The people of a cohort, or of one of its cells. */
export async function cohortUsers(ctx: Ctx, query: RetentionPeopleQuery): Promise<PeopleAnswer> {
  const feature = await askedFeature(ctx, query.feature);
  const buckets = bucketsTouching(query, query.interval);
  const horizon = retentionHorizon(query, buckets, momentOf(ctx, query));
  const counted = cohortPeople(query, buckets, feature, horizon);
  const key = ['retention', feature && meaningOf(feature), horizon];
  return listed(ctx, query, counted, { key, fromDay: dayOf(0), toDay: dayOf(horizon - 1) });
}

/** Those active on a day, or in the week or 28 days that end with it. */
export async function activeUsers(ctx: Ctx, query: StickinessPeopleQuery): Promise<PeopleAnswer> {
  const feature = await askedFeature(ctx, query.feature);
  const { start, end } = stickinessSpan(query);
  const key = ['stickiness', feature && meaningOf(feature)];
  const days = { fromDay: dayOf(start), toDay: dayOf(end - 1) };
  return listed(ctx, query, activePeople(query, feature), { key, ...days });
}

/** Those who are new, returning, resurrected or dormant in an interval, or active at all. */
export async function stateUsers(ctx: Ctx, query: LifecyclePeopleQuery): Promise<PeopleAnswer> {
  const feature = await askedFeature(ctx, query.feature);
  const buckets = bucketsTouching(query, query.interval);
  const key = ['lifecycle', feature && meaningOf(feature)];
  const days = { fromDay: dayOf(0), toDay: dayOf(buckets.end - 1) };
  return listed(ctx, query, statePeople(query, buckets, feature), { key, ...days });
}

/** Those active on exactly so many of the 28 days that end with the period. */
export async function frequentUsers(ctx: Ctx, query: PowerPeopleQuery): Promise<PeopleAnswer> {
  const feature = await askedFeature(ctx, query.feature);
  const { curveStart, end } = stickinessSpan(query);
  const key = ['power-users', feature && meaningOf(feature)];
  const days = { fromDay: dayOf(curveStart), toDay: dayOf(end - 1) };
  return listed(ctx, query, frequentPeople(query, feature), { key, ...days });
}

async function listed(ctx: Ctx, query: Question, counted: Counted, reach: Reach): Promise<PeopleAnswer> {
  // Whatever the moment decides is in the key of the reach.
  const { asOf: _, ...question } = query;
  const asked = { ...reach, key: ['adoption.people', question, reach.key] };
  return answeredOnce(ctx, asked, async (signal) => {
    const text = peopleSql(counted, query);
    const { value, ...cost } = await ask(ctx, 'adoption.people', text, PEOPLE_COLUMNS, signal);
    return { value: peoplePage(value, query.limit), ...cost };
  });
}

function momentOf({ now }: Ctx, { asOf }: Question): number {
  return asOf === undefined ? now.getTime() : pastMoment(now, asOf);
}
