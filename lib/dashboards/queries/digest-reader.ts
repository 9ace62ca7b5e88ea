import { adoptionMetrics } from '#lib/adoption/queries/adoption-metrics';
import { dailyUsage } from '#lib/adoption/queries/daily-usage';
import { lifecycle } from '#lib/adoption/queries/lifecycle';
import { retention } from '#lib/adoption/queries/retention';
import { stickiness } from '#lib/adoption/queries/stickiness';
import {
  AdoptionQuery,
  DailyQuery,
  LifecycleQuery,
  RetentionQuery,
  StickinessQuery,
} from '#lib/adoption/schema';
import type { Ctx } from '#lib/core/ctx';
import { dayInZone, startOfDayInZone } from '#lib/core/time-zone';
import type { DigestWeek } from '#lib/dashboards/digest-answers';
import {
  dailyPicture,
  funnelReading,
  lifecycleReading,
  metricReading,
  type Reading,
  retentionReading,
  stickinessReading,
} from '#lib/dashboards/digest-readings';
import { daysFrom } from '#lib/dashboards/digest-week';
import { weeksAfter } from '#lib/dashboards/iso-week';
import type { Tile } from '#lib/dashboards/schema';
import { funnelResults } from '#lib/funnels/queries/funnel-results';
import { type FunnelDefinition, FunnelQuestion } from '#lib/funnels/schema';

/** How many weeks a picture of weeks goes back, the asked one included. */
const WEEKS_SHOWN = 8;

type TileOf<K extends Tile['kind']> = Extract<Tile, { kind: K }>;

/** Reads what tiles show of one week beside the week before. Equal questions of several tiles are worked out once. */
export class DigestReader {
  private readonly days: string[];
  private readonly today: string;

  constructor(
    private readonly ctx: Ctx,
    private readonly week: DigestWeek,
    private readonly timeZone: string,
  ) {
    this.days = daysFrom(weeksAfter(week.firstDay, -1), 14);
    this.today = dayInZone(ctx.now.getTime(), timeZone);
  }

  /** The definition's own answers, cut at the end of each week, so that both had the same time. */
  async funnel(definition: FunnelDefinition): Promise<Reading> {
    const { breakdown: _, attribution: __, ...plain } = definition;
    const ask = (weeksBack: number) =>
      funnelResults(
        this.ctx,
        FunnelQuestion.parse({ ...plain, ...this.weekBack(weeksBack), cutAtEnd: true }),
      );
    const [now, before] = await Promise.all([ask(0), ask(1)]);
    return funnelReading(now, before);
  }

  /** @returns null when nobody defines the feature any more. */
  async metric({ feature, metric }: TileOf<'metric'>): Promise<Reading | null> {
    const { timeZone, ctx } = this;
    const ask = async (weeksBack: number) => {
      const { features } = await adoptionMetrics(
        ctx,
        AdoptionQuery.parse({ ...this.weekBack(weeksBack), timeZone }),
      );
      return features.find((one) => one.feature === feature);
    };
    const bothWeeks = { from: this.weekBack(1).from, to: this.week.period.end, timeZone };
    const [now, before, { rows }] = await Promise.all([
      ask(0),
      ask(1),
      dailyUsage(ctx, DailyQuery.parse(bothWeeks)),
    ]);
    if (!now || !before) return null;
    return metricReading(metric, now, before, dailyPicture(metric, feature, rows, this.days, this.today));
  }

  async retention({ feature }: TileOf<'retention'>): Promise<Reading> {
    const asked = {
      ...{ feature, timeZone: this.timeZone, interval: 'week', periods: 1 },
      ...{ from: this.weekBack(WEEKS_SHOWN).from, to: this.week.period.start },
    };
    return retentionReading(await retention(this.ctx, RetentionQuery.parse(asked)));
  }

  async stickiness({ feature }: TileOf<'stickiness'>): Promise<Reading> {
    const asked = { feature, timeZone: this.timeZone, from: this.weekBack(1).from, to: this.week.period.end };
    const answer = await stickiness(this.ctx, StickinessQuery.parse(asked));
    return stickinessReading(answer, this.days, this.today, this.week.isOver);
  }

  async lifecycle({ feature }: TileOf<'lifecycle'>): Promise<Reading> {
    const { from } = this.weekBack(WEEKS_SHOWN - 1);
    const asked = { feature, timeZone: this.timeZone, interval: 'week', from, to: this.week.period.end };
    return lifecycleReading(await lifecycle(this.ctx, LifecycleQuery.parse(asked)), this.week.isOver);
  }

  private weekBack(weeks: number): { from: string; to: string } {
    const startOf = (back: number) =>
      new Date(startOfDayInZone(weeksAfter(this.week.firstDay, -back), this.timeZone)).toISOString();
    return { from: startOf(weeks), to: startOf(weeks - 1) };
  }
}
