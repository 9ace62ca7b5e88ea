import type { Route } from 'next';
import { eventsHref } from '#components/events/events-view';
import { MetaLine } from '#components/funnels/meta-line';
import { ButtonLink } from '#components/ui/button';
import { EmptyState } from '#components/ui/empty-state';
import { formatMinute } from '#lib/core/format-time';
import { dayInZone } from '#lib/core/time-zone';
import type { FunnelAnswer } from '#lib/funnels/answers';
import { writeRange } from '#lib/funnels/period';

/** Nobody entered: why that may be, and what to do. */
export function EmptyAnswer({ answer, timeZone }: { answer: FunnelAnswer; timeZone: string }) {
  const { dataThrough } = answer.meta;
  const first = answer.funnel[0];
  const why = answer.emptySteps.find(({ step }) => step === 1)?.message;
  if (dataThrough === null) {
    return (
      <EmptyState
        title="There are no events yet"
        action={
          <ButtonLink variant="primary" href="/import">
            Import a file
          </ButtonLink>
        }
      >
        A funnel counts events. Import a file of them, or let your product send them to the API.
      </EmptyState>
    );
  }
  return (
    <>
      <EmptyState
        title={`No ${answer.unit} did ${first?.name ?? 'step 1'} in this period`}
        action={
          <ButtonLink href={whatArrived(answer, timeZone) as Route}>See which events arrived</ButtonLink>
        }
      >
        {why ?? 'The first step, its conditions or its feature match nothing.'}{' '}
        {dataThrough < answer.period.start
          ? `The newest event of all is from ${formatMinute(dataThrough)}: choose a period before that.`
          : 'Change step 1, its conditions, or the period.'}
      </EmptyState>
      <MetaLine meta={answer.meta} />
    </>
  );
}

/** The events of the first step's type in the days of the question: whether there are any, and what else there is. */
function whatArrived({ funnel, feature, period }: FunnelAnswer, timeZone: string): string {
  const [type] = [funnel[0]?.step ?? '*'].flat();
  const firstDay = dayInZone(Date.parse(period.start), timeZone);
  const lastDay = dayInZone(Date.parse(period.end) - 1, timeZone);
  return eventsHref({
    type: type === undefined || type === '*' ? null : type,
    feature,
    range: writeRange({ kind: 'custom', firstDay, lastDay }),
  });
}
