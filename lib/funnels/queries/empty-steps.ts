import type { Ctx } from '#lib/core/ctx';
import type { QueryCost } from '#lib/core/warehouse';
import type { EmptyStep, StepResult } from '#lib/funnels/answers';
import { nearestNames } from '#lib/funnels/nearest-names';
import type { FunnelQuestion } from '#lib/funnels/schema';
import { dayOf, horizonOf } from '#lib/funnels/sql';

const NAMES = `select event_type as name, cast(count(*) as double) as events, cast(count(case when feature_name = ? then 1 end) as double) as in_feature
  from events where dt >= ? and dt <= ? group by event_type order by 2 desc limit 1000`;

const COLUMNS = { name: 'text', events: 'number', in_feature: 'number' } as const;

interface Seen {
  events: number;
  inFeature: number;
}

/** Why nobody has a step: no event of its name there, or none that the funnel could use. */
export async function emptySteps(
  ctx: Ctx,
  question: FunnelQuestion,
  funnel: StepResult[],
  signal: AbortSignal,
): Promise<QueryCost & { value: EmptyStep[] }> {
  if (funnel.every(({ count }) => count > 0)) {
    return { value: [], bytesScanned: 0, costUsd: 0, elapsedMs: 0 };
  }
  const fromDay = dayOf(Date.parse(question.from));
  const toDay = dayOf(horizonOf(question) - 1);
  const { rows, ...cost } = await ctx.warehouse.query(NAMES, [question.feature ?? '', fromDay, toDay], {
    label: 'funnel.names',
    columns: COLUMNS,
    timeoutMs: 30_000,
    signal,
  });
  const seen = new Map(
    rows.map((row) => [row.name ?? '', { events: row.events ?? 0, inFeature: row.in_feature ?? 0 }]),
  );
  const value = funnel.flatMap(({ count }, index) => {
    const explained = count === 0 ? explain(question, index, seen) : null;
    return explained ? [explained] : [];
  });
  return { value, ...cost };
}

function explain(question: FunnelQuestion, index: number, seen: Map<string, Seen>): EmptyStep | null {
  const step = question.steps[index];
  const types = [step?.step ?? []].flat();
  if (types.includes('*')) return null;
  const known = types.flatMap((type) => seen.get(type) ?? []);
  const number = index + 1;
  const quoted = types.map((type) => `"${type}"`).join(' or ');
  if (known.length === 0) {
    const nearest = [...new Set(types.flatMap((type) => nearestNames(type, [...seen.keys()])))].slice(0, 3);
    const hint = nearest.length > 0 ? `; nearest: ${nearest.join(', ')}` : '';
    return { step: number, message: `No event of the name ${quoted} in this period${hint}.`, nearest };
  }
  const feature = step?.feature ?? question.feature;
  const inFeature = known.reduce((sum, { inFeature: events }) => sum + events, 0);
  if (feature !== undefined && feature === question.feature && inFeature === 0) {
    const message = `There are events of the name ${quoted} in this period, but none of the feature ${feature}.`;
    return { step: number, message, nearest: [] };
  }
  const message = `There are events of the name ${quoted} in this period, but no run reaches this step with one: look at the steps before it, the filters and the window.`;
  return { step: number, message, nearest: [] };
}
