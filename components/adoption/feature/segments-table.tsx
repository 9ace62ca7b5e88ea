'use client';

import { ChartFrame } from '#components/charts/chart-frame';
import { OpenNumber } from '#components/ui/open-number';
import { type Column, Table } from '#components/ui/table';
import type { BrokenBy } from '#lib/adoption/answers';
import { rateLabel } from '#lib/adoption/metric-cards';
import type { FeatureMetrics } from '#lib/adoption/metrics';
import { DEFINITIONS, type RateName } from '#lib/adoption/rate-definitions';
import { formatCount, formatPercent } from '#lib/core/format';
import { MIN_DENOMINATOR } from '#lib/funnels/columns';
import { segmentName } from '#lib/funnels/segment-name';

type Figures = Pick<FeatureMetrics, 'totalUsers' | 'activeUsers' | 'proportions'>;

interface SegmentsTableProps {
  segments: (BrokenBy & Figures)[];
  property: string;
  /** Which value each of the people is under. */
  rule: string;
  isStale: boolean;
  /** Looks at one value only. */
  onSegment: (segment: BrokenBy) => void;
}

const SHOWN = [
  'adoptionRate',
  'activationRate',
  'repeatUsageRate',
  'retention7d',
  'retention30d',
  'referral',
] as const;

/** The same numbers for each value of a property, side by side. */
export function SegmentsTable({ segments, property, rule, isStale, onSegment }: SegmentsTableProps) {
  const rate = (name: RateName): Column<BrokenBy & Figures> => ({
    id: name,
    header: rateLabel(name),
    hint: DEFINITIONS[name],
    align: 'end',
    cell: ({ proportions }) => <Rate figures={proportions[name]} />,
    sortBy: ({ proportions }) => (proportions[name].of < MIN_DENOMINATOR ? null : proportions[name].rate),
  });
  return (
    <ChartFrame
      title={`By ${property}`}
      sentence={`${rule} Press a value to look at it alone.`}
      data={segmentData(segments, property)}
      isStale={isStale}
      hasNoTable
      hasNoPicture
    >
      <Table
        caption={`Metrics by ${property}`}
        columns={[
          {
            id: 'value',
            header: property,
            isRowHeader: true,
            cell: (segment) => (
              <OpenNumber
                label={`Look at ${segmentName(segment, property)} alone`}
                onSelect={() => onSegment(segment)}
              >
                {segmentName(segment, property)}
              </OpenNumber>
            ),
            sortBy: (segment) => segmentName(segment, property),
          },
          {
            id: 'users',
            header: 'All users',
            align: 'end',
            cell: ({ totalUsers }) => formatCount(totalUsers),
            sortBy: ({ totalUsers }) => totalUsers,
          },
          {
            id: 'active',
            header: 'Active users',
            align: 'end',
            cell: ({ activeUsers }) => formatCount(activeUsers),
            sortBy: ({ activeUsers }) => activeUsers,
          },
          ...SHOWN.map(rate),
        ]}
        rows={segments}
        rowKey={(segment) => `${segment.other ?? ''} ${segment.value ?? ''}`}
        isStale={isStale}
      />
    </ChartFrame>
  );
}

function Rate({ figures: { rate, count, of } }: { figures: FeatureMetrics['proportions'][RateName] }) {
  if (rate !== null && of < MIN_DENOMINATOR) return <span className="text-ink-3">too few</span>;
  return <span title={`${formatCount(count)} of ${formatCount(of)}`}>{formatPercent(rate)}</span>;
}

function segmentData(segments: (BrokenBy & Figures)[], property: string) {
  const rows = segments.map((segment) => [
    segmentName(segment, property),
    segment.totalUsers,
    segment.activeUsers,
    ...SHOWN.flatMap((name) => {
      const { count, of, rate } = segment.proportions[name];
      return [count, of, rate];
    }),
  ]);
  const heads = SHOWN.flatMap((name) => {
    const label = rateLabel(name);
    return [`${label}: users`, `${label}: of`, label];
  });
  return { head: [property, 'All users', 'Active users', ...heads], rows };
}
