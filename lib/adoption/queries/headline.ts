import { type Comparison, type Finding, findingsOf } from '#lib/adoption/headline-finding';
import { explainingSegment, type Segment, type Split } from '#lib/adoption/headline-segment';
import { type DayRate, dayRatesOf, sinceOf } from '#lib/adoption/headline-since';
import type { FunnelOverview, HeadlineAnswer, OverviewAnswer } from '#lib/adoption/overview-answers';
import { OVERVIEW_METRICS } from '#lib/adoption/overview-metrics';
import { featureSplits } from '#lib/adoption/queries/headline-features';
import { compareFunnel, funnelDayRates, funnelSplits } from '#lib/adoption/queries/headline-funnels';
import { adoptionOverview } from '#lib/adoption/queries/overview';
import { splittableProperties } from '#lib/adoption/queries/splittable';
import type { OverviewQuery } from '#lib/adoption/schema';
import type { Ctx } from '#lib/core/ctx';
import type { Meta, SavedFunnel } from '#lib/funnels/answers';
import { listFunnels } from '#lib/funnels/queries/saved-funnels';

// Each is a question of its own to the warehouse.
const MOST_FUNNELS = 20;
const HOUR_MS = 3_600_000;

/**
 * What changed most surely against the period before, since when and in whom, among all features and the first twenty
 * saved funnels. Each part is kept by its own question, so that asking again costs nothing.
 */
export async function adoptionHeadline(ctx: Ctx, query: OverviewQuery): Promise<HeadlineAnswer> {
  const overview = await adoptionOverview(ctx, query);
  const { period, before, timeZone, features } = overview;
  const { funnels: saved } = await listFunnels(ctx, { limit: MOST_FUNNELS });
  // Which windows are closed is looked at once an hour, or nothing could be kept for longer than a minute.
  const hourly = { ...ctx, now: new Date(Math.floor(ctx.now.getTime() / HOUR_MS) * HOUR_MS) };
  const compared = [];
  // One after the other: the engine is shared with people who wait for one answer.
  for (const funnel of saved) compared.push(await compareFunnel(hourly, funnel, overview));
  const funnels = compared.map((one) => one.overview);
  const findings = findingsOf([...comparisonsOf(features), ...funnels.flatMap(({ steps }) => steps)]);
  const properties = await splittableProperties(ctx, period);
  const [finding] = findings.changed;
  const cause = finding && (await causeOf({ ctx: hourly, overview, saved, properties }, finding));
  return {
    ...{ period, before, timeZone },
    ...findings,
    since: cause?.since ?? null,
    segment: cause?.segment ?? null,
    funnels: funnels.toSorted((a, b) => evidenceOf(b) - evidenceOf(a)),
    splitBy: properties[0] ?? null,
    meta: metaOf(
      overview.meta,
      compared.map(({ meta }) => meta),
    ),
  };
}

function comparisonsOf(features: OverviewAnswer['features']): Comparison[] {
  return features.flatMap(({ feature, name, metrics }) =>
    OVERVIEW_METRICS.map((metric) => ({
      subject: { kind: 'feature' as const, feature, name, metric },
      ...metrics[metric],
    })),
  );
}

interface Known {
  ctx: Ctx;
  overview: OverviewAnswer;
  saved: SavedFunnel[];
  properties: string[];
}

async function causeOf(known: Known, finding: Finding): Promise<Pick<HeadlineAnswer, 'since' | 'segment'>> {
  const since = sinceOf(finding.change, await ratesOf(known, finding));
  return { since, segment: await segmentOf(known, finding) };
}

async function ratesOf({ ctx, overview, saved }: Known, { subject }: Finding): Promise<DayRate[]> {
  if (subject.kind === 'feature') {
    const feature = overview.features.find((one) => one.feature === subject.feature);
    return feature ? dayRatesOf(feature, subject.metric) : [];
  }
  const funnel = saved.find(({ id }) => id === subject.funnelId);
  return funnel ? funnelDayRates(ctx, funnel, subject, overview) : [];
}

/** Property by property, as each is a question to the warehouse: the first that explains it will do. */
async function segmentOf(known: Known, finding: Finding): Promise<Segment | null> {
  const splits: Split[] = [];
  for (const property of known.properties) {
    splits.push(...(await splitsOf(known, finding, property)));
    const segment = explainingSegment(finding, splits);
    if (segment) return segment;
  }
  return null;
}

async function splitsOf(
  { ctx, overview, saved }: Known,
  { subject }: Finding,
  property: string,
): Promise<Split[]> {
  if (subject.kind === 'feature') return featureSplits(ctx, subject, overview, property);
  const funnel = saved.find(({ id }) => id === subject.funnelId);
  return funnel ? funnelSplits(ctx, funnel, subject, overview, property) : [];
}

function evidenceOf({ steps }: FunnelOverview): number {
  return Math.max(-1, ...steps.map(({ change }) => change?.z ?? -1));
}

/** What all of it took. */
function metaOf(first: Meta, others: Meta[]): Meta {
  const all = [first, ...others];
  const sum = (of: (meta: Meta) => number) => all.reduce((total, meta) => total + of(meta), 0);
  return {
    ...first,
    cached: all.every(({ cached }) => cached),
    elapsedMs: sum(({ elapsedMs }) => elapsedMs),
    bytesScanned: sum(({ bytesScanned }) => bytesScanned),
    costUsd: sum(({ costUsd }) => costUsd),
  };
}
