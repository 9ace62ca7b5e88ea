'use client';

import { type UseQueryResult, useQuery } from '@tanstack/react-query';
import { ChangeChip } from '#components/adoption/change-chip';
import { Sparkline } from '#components/charts/sparkline';
import { basisOf } from '#components/dashboards/tiles/funnel-steps';
import { TileHeading } from '#components/dashboards/tiles/tile-heading';
import { PanelState } from '#components/funnels/panel-state';
import { ShareText } from '#components/funnels/share-text';
import { Metric } from '#components/ui/metric';
import { formatCount } from '#lib/core/format';
import type { FunnelAnswer, StepResult } from '#lib/funnels/answers';
import { funnelTrendOptions } from '#lib/funnels/client';
import { type Basis, columnsOf } from '#lib/funnels/columns';
import { countInWords } from '#lib/funnels/count-in-words';
import type { FunnelQuestionInput } from '#lib/funnels/schema';

interface ConversionNumberProps {
  title: string;
  href: string;
  answer: UseQueryResult<FunnelAnswer>;
  question: FunnelQuestionInput;
  timeZone: string;
}

/** A funnel as one number with its change and its course. */
export function ConversionNumber({ title, href, answer, question, timeZone }: ConversionNumberProps) {
  const trend = useQuery(funnelTrendOptions(question, { interval: 'day', timeZone }));
  const points = trend.data?.points ?? [];
  const firstOpen = points.findIndex(({ pending }) => pending > 0);
  return (
    <>
      <TileHeading title={title} href={href} />
      <PanelState query={answer} doing="count the funnel" height="h-20">
        {(data) => (
          <div className="flex flex-wrap items-end justify-between gap-4">
            <Conversion answer={data} />
            <Sparkline
              values={points.map(({ conversion }) => conversion)}
              label={`Conversion of ${title}, day by day`}
              width={180}
              height={44}
              {...(firstOpen === -1 ? {} : { incompleteFrom: firstOpen })}
            />
          </div>
        )}
      </PanelState>
    </>
  );
}

function Conversion({ answer }: { answer: FunnelAnswer }) {
  const basis = basisOf(answer);
  const share = columnsOf(answer.funnel, basis).at(-1)?.fromStart;
  const last = answer.funnel.at(-1);
  if (!share || !last) return null;
  const whose = basis === 'closed' ? 'who entered at least one window ago' : 'who entered so far';
  const before = answer.compare ? sharesOf(answer.compare.funnel, basis) : null;
  return (
    <Metric
      label={`Reached ${last.name}`}
      value={<ShareText share={share} />}
      explanation={`${formatCount(share.count)} of ${countInWords(share.of, answer.unit)} ${whose} reached the last step. ${answer.rule}`}
      detail={
        <span className="flex flex-wrap items-center gap-x-2">
          {formatCount(share.count)} of {countInWords(share.of, answer.unit)}
          {before && !share.isTooFew ? <ChangeChip now={share} before={before} what="conversion" /> : null}
        </span>
      }
    />
  );
}

function sharesOf(funnel: StepResult[], basis: Basis): { count: number; of: number } {
  const { count, of } = columnsOf(funnel, basis).at(-1)?.fromStart ?? { count: 0, of: 0 };
  return { count, of };
}
