'use client';

import { useQuery } from '@tanstack/react-query';
import dynamic from 'next/dynamic';
import { NoSegment } from '#components/adoption/feature/no-segment';
import { RetentionControls } from '#components/adoption/feature/retention-controls';
import type { FeatureView, RetentionView } from '#components/adoption/feature/use-feature-view';
import { ChartFrame } from '#components/charts/chart-frame';
import { Triangle as TriangleGrid } from '#components/charts/triangle';
import { PanelState } from '#components/funnels/panel-state';
import type { BrokenBy } from '#lib/adoption/answers';
import { retentionOptions } from '#lib/adoption/client';
import type { FeatureQuestion } from '#lib/adoption/feature-question';
import { figuresOf } from '#lib/adoption/figures-of';
import { retentionQuestion } from '#lib/adoption/people-question';
import type { Triangle } from '#lib/adoption/retention';
import {
  begun,
  rangeLabels,
  retentionMessage,
  triangleData,
  triangleRows,
} from '#lib/adoption/triangle-rows';
import { formatCount, formatPercent } from '#lib/core/format';
import { MIN_DENOMINATOR } from '#lib/funnels/columns';

const BandChart = dynamic(() => import('#components/charts/band-chart'), { ssr: false });

interface RetentionPanelProps {
  question: FeatureQuestion;
  segment: BrokenBy | null;
  view: FeatureView;
}

/** Of those who began, who came back: cohort by cohort, and all together as a curve. */
export function RetentionPanel({ question, segment, view }: RetentionPanelProps) {
  const settings = view.retention;
  const retention = useQuery(retentionOptions({ ...question, ...retentionQuestion(settings) }));
  const figures = retention.data ? figuresOf<Omit<Triangle, 'ranges'>>(retention.data, segment) : null;
  const triangle = retention.data && figures ? begun({ ...figures, ranges: retention.data.ranges }) : null;
  return (
    <ChartFrame
      title="Retention"
      sentence={
        triangle ? retentionMessage(triangle, settings.cohorts) : 'Of those who began, who came back later.'
      }
      data={triangle ? triangleData(triangle, settings.cohorts) : NO_ROWS}
      isStale={retention.isPlaceholderData}
      hasNoTable
      controls={<RetentionControls view={settings} onChange={view.setRetention} />}
    >
      <PanelState query={retention} doing="count the retention" height="h-140">
        {() =>
          triangle ? (
            <Figures triangle={triangle} settings={settings} onPeople={view.setPeople} />
          ) : (
            <NoSegment />
          )
        }
      </PanelState>
    </ChartFrame>
  );
}

const NO_ROWS = { head: ['Cohort from'], rows: [] };
interface FiguresProps {
  triangle: Triangle;
  settings: RetentionView;
  onPeople: FeatureView['setPeople'];
}

function Figures({ triangle, settings, onPeople }: FiguresProps) {
  const { cohorts: interval, figures } = settings;
  const labels = rangeLabels(triangle.ranges, interval);
  return (
    <div className="flex flex-col gap-3">
      <Curve triangle={triangle} labels={labels} hasStart={settings.start === 'first_seen'} />
      <TriangleGrid
        caption={`Cohorts by ${interval}`}
        columns={labels}
        rows={triangleRows(triangle, interval, figures)}
        onSelect={({ start }, range) => onPeople({ of: 'retention', cohort: start, range })}
      />
      <p className="text-12 text-ink-3">
        Hatched cells are not over: they may still grow, and the curve leaves them out. Of cohorts of fewer
        than ten the cells show how many, not a rate.
      </p>
    </div>
  );
}

interface CurveProps {
  triangle: Triangle;
  labels: string[];
  /** Whether the interval of the beginning says anything: whoever began by using it did use it then. */
  hasStart: boolean;
}

function Curve({ triangle, labels, hasStart }: CurveProps) {
  const points = triangle.curve
    .map(({ rate, interval, of }, place) => ({
      label: labels[place] ?? '',
      value: of < MIN_DENOMINATOR ? null : rate,
      interval: of < MIN_DENOMINATOR ? null : interval,
      before: null,
    }))
    .filter((_, place) => hasStart || triangle.ranges[place]?.first !== 0);
  const describe = (label: string) => {
    const point = triangle.curve[labels.indexOf(label)];
    if (!point) return null;
    const { count, of, rate, interval, pending } = point;
    return (
      <span className="flex flex-col tabular-nums">
        <span className="font-medium">{label}</span>
        <span>
          {formatPercent(rate)}: {formatCount(count)} of {formatCount(of)}
        </span>
        {interval ? (
          <span>
            95%: {formatPercent(interval[0])} to {formatPercent(interval[1])}
          </span>
        ) : null}
        {pending > 0 ? <span>{formatCount(pending)} whose time is not over are left out</span> : null}
      </span>
    );
  };
  return (
    <div className="rounded-box border border-line bg-surface p-3">
      <p className="mb-1 text-12 text-ink-2">Came back, all whole cohorts together, with the 95% interval</p>
      <div className="h-55">
        <BandChart
          points={points}
          formatValue={(rate) => formatPercent(rate).replace('.0%', '%')}
          describe={describe}
        />
      </div>
    </div>
  );
}
