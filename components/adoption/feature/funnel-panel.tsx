'use client';

import { useQuery } from '@tanstack/react-query';
import type { Route } from 'next';
import Link from 'next/link';
import { MiniFunnel } from '#components/funnels/mini-funnel';
import { PanelState } from '#components/funnels/panel-state';
import type { AdoptionView } from '#lib/adoption/url-state';
import { periodOf } from '#lib/core/date-range';
import type { SavedFunnel } from '#lib/funnels/answers';
import { funnelAnswerOptions, savedFunnelOptions } from '#lib/funnels/client';
import { columnsOf } from '#lib/funnels/columns';
import { draftOf, questionOf } from '#lib/funnels/draft';
import { funnelMessage } from '#lib/funnels/message';
import { readRange } from '#lib/funnels/period';
import { funnelLink } from '#lib/funnels/url-state';

interface FunnelPanelProps {
  funnelId: string;
  view: AdoptionView;
  now: number;
}

/** The funnel that belongs to the feature, small, over the same range of days. */
export function FunnelPanel({ funnelId, view, now }: FunnelPanelProps) {
  const saved = useQuery(savedFunnelOptions(funnelId));
  return (
    <section aria-labelledby="its-funnel" className="min-w-0">
      <h2 id="its-funnel" className="font-semibold text-16">
        Its funnel
      </h2>
      <PanelState query={saved} doing="open the funnel" height="h-53">
        {(funnel) => <Funnel funnel={funnel} view={view} now={now} />}
      </PanelState>
    </section>
  );
}

function Funnel({ funnel, view, now }: { funnel: SavedFunnel; view: AdoptionView; now: number }) {
  const draft = { ...draftOf(funnel.definition), breakdown: null };
  const question = questionOf(draft, periodOf(readRange(view.range), new Date(now), view.timeZone));
  const counted = useQuery(funnelAnswerOptions(question));
  const href = funnelLink(funnel.id, view) as Route;
  return (
    <>
      <p className="mb-3 text-14 text-ink-2 text-pretty">
        {counted.data
          ? funnelMessage(columnsOf(counted.data.funnel, 'closed'), counted.data.unit, 'closed')
          : 'How many take its steps, one after the other.'}
      </p>
      <PanelState query={counted} doing="count the funnel" height="h-39">
        {(answer) => (
          <div className="max-w-md">
            <MiniFunnel
              name={funnel.name}
              columns={columnsOf(answer.funnel, 'closed')}
              unit={answer.unit}
              basis="closed"
            />
          </div>
        )}
      </PanelState>
      <p className="mt-2">
        <Link href={href} className="text-14 text-accent-ink underline underline-offset-4">
          Open the funnel {funnel.name}
        </Link>
      </p>
    </>
  );
}
