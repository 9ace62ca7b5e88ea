import type { Route } from 'next';
import Link from 'next/link';
import { DigestItemView } from '#components/dashboards/digest-item';
import { PrintButton } from '#components/dashboards/print-button';
import { Badge } from '#components/ui/badge';
import { ButtonLink } from '#components/ui/button';
import { CopyLink } from '#components/ui/copy-link';
import { EmptyState } from '#components/ui/empty-state';
import { PageHeader } from '#components/ui/page-header';
import { formatDay, formatMinute } from '#lib/core/format-time';
import type { DigestAnswer } from '#lib/dashboards/digest-answers';

/** A dashboard's week in sentences and pictures: nothing in it needs a script. */
export function Digest({ digest }: { digest: DigestAnswer }) {
  const { dashboard, week, items, timeZone, computedAt, dataThrough } = digest;
  const path = `/dashboards/${dashboard.id}` as Route;
  return (
    <article className="flex flex-col">
      <PageHeader
        title={`Week ${Number(week.name.slice(-2))}, ${week.name.slice(0, 4)}`}
        parents={[
          { label: 'Dashboards', href: '/dashboards' },
          { label: dashboard.name, href: path },
        ]}
        subtitle={`${formatDay(week.firstDay)} to ${formatDay(week.lastDay)}, days of ${timeZone}, beside the week before.`}
        marks={week.isOver ? null : <Badge tone="attention">running</Badge>}
        actions={<Actions digest={digest} />}
      />
      {week.isOver ? null : (
        <p className="mb-4 text-ink-2">
          This week is not over: the numbers are as they stand now, and nothing is compared yet.
        </p>
      )}
      {items.length === 0 ? (
        <EmptyState
          title="This dashboard has no tiles"
          action={
            <Link href={path} className="underline">
              Open the dashboard
            </Link>
          }
        >
          A digest says what became of each tile in a week.
        </EmptyState>
      ) : null}
      <div className="flex flex-col divide-y divide-line">
        {items.map((item) => (
          <DigestItemView key={item.tileId} item={item} />
        ))}
      </div>
      <footer className="mt-6 border-line border-t pt-3 text-12 text-ink-3 text-pretty">
        Counted {formatMinute(computedAt, timeZone)}; newest event {formatMinute(dataThrough, timeZone)}. Only
        what happened inside each week counts, so that both weeks had the same time. “Rose” and “fell” are
        said where chance alone would hardly do it, all comparisons of this page judged together (Holm, 5%).
      </footer>
    </article>
  );
}

function Actions({ digest: { dashboard, week, timeZone } }: { digest: DigestAnswer }) {
  const linkTo = (name: string) =>
    `/dashboards/${dashboard.id}/digest?${new URLSearchParams({ week: name, tz: timeZone })}` as Route;
  return (
    <div className="flex flex-wrap items-center gap-2 print:hidden">
      <ButtonLink href={linkTo(week.previous)}>Week before</ButtonLink>
      {week.next === null ? null : <ButtonLink href={linkTo(week.next)}>Week after</ButtonLink>}
      <CopyLink path={linkTo(week.name)} />
      <PrintButton />
    </div>
  );
}
