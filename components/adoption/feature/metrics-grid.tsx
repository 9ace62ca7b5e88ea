'use client';

import { ChangeChip } from '#components/adoption/change-chip';
import { ChartFrame } from '#components/charts/chart-frame';
import { Metric } from '#components/ui/metric';
import { OpenNumber } from '#components/ui/open-number';
import { type FeatureFigures, type MetricCard, metricCards, metricData } from '#lib/adoption/metric-cards';
import type { PeopleChoice } from '#lib/adoption/people-choice';
import { formatCount, formatPercent, NO_DATA } from '#lib/core/format';
import { formatMinute } from '#lib/core/format-time';

interface MetricsGridProps {
  metrics: FeatureFigures;
  before: FeatureFigures | null;
  period: { start: string; end: string };
  timeZone: string;
  isStale: boolean;
  onPeople: (choice: PeopleChoice) => void;
}

/** Every number of a feature, each with what it counts, of how many, how sure, and what it was before. */
export function MetricsGrid(props: MetricsGridProps) {
  const { metrics, before, period, timeZone, isStale, onPeople } = props;
  const cards = metricCards(metrics, before);
  const since = `From ${formatMinute(period.start, timeZone)} until ${formatMinute(period.end, timeZone)}.`;
  return (
    <ChartFrame
      title="Metrics"
      sentence={
        before ? 'Each number with what it was in the period before.' : 'Each number says what it counts.'
      }
      data={metricData(metrics, before)}
      isStale={isStale}
      hasNoTable
      hasNoPicture
    >
      <ul className="grid grid-cols-[repeat(auto-fill,minmax(9rem,1fr))] gap-x-4 gap-y-5 rounded-box border border-line bg-surface p-4">
        {cards.map((card) => (
          <li key={card.id}>
            <Metric
              size="medium"
              label={card.label}
              value={<Value text={card.value} />}
              explanation={<Explanation card={card} since={since} />}
              detail={<Detail card={card} onPeople={onPeople} />}
            />
          </li>
        ))}
      </ul>
    </ChartFrame>
  );
}

function Value({ text }: { text: string }) {
  const isNumber = text !== NO_DATA && text !== 'too few';
  return isNumber ? text : <span className="font-normal text-16 text-ink-3">{text}</span>;
}

function Explanation({ card, since }: { card: MetricCard; since: string }) {
  return (
    <>
      {card.definition}{' '}
      {card.rate && card.rate.now.pending > 0
        ? `${formatCount(card.rate.now.pending)} users whose days are not over are in neither number. `
        : ''}
      {since}
    </>
  );
}

function Detail({ card, onPeople }: { card: MetricCard; onPeople: MetricsGridProps['onPeople'] }) {
  const { rate } = card;
  return (
    <span className="flex flex-col gap-0.5 tabular-nums">
      {rate ? <Counted card={card} rate={rate} onPeople={onPeople} /> : null}
      {!rate && card.detail ? <span>95%: {card.detail}</span> : null}
      {card.before ? <span>{card.before}</span> : null}
      {rate?.before ? <ChangeChip now={rate.now} before={rate.before} what={card.label} /> : null}
    </span>
  );
}

function Counted({
  card,
  rate: { name, now },
  onPeople,
}: {
  card: MetricCard;
  rate: NonNullable<MetricCard['rate']>;
  onPeople: MetricsGridProps['onPeople'];
}) {
  const number = (count: number, group: 'count' | 'of') => (
    <OpenNumber
      label={`${card.label}: ${formatCount(count)} users ${group === 'of' ? 'it is of' : 'counted'}. Show them.`}
      onSelect={() => onPeople({ of: 'metric', metric: name, group })}
      isEmpty={count === 0}
    >
      {formatCount(count)}
    </OpenNumber>
  );
  return (
    <>
      <span>
        {number(now.count, 'count')} of {number(now.of, 'of')}
      </span>
      {now.interval ? (
        <span>
          95%: {formatPercent(now.interval[0])} to {formatPercent(now.interval[1])}
        </span>
      ) : null}
    </>
  );
}
