import type { Route } from 'next';
import Link from 'next/link';
import { ChangeMark } from '#components/adoption/change-mark';
import { ShareText } from '#components/funnels/share-text';
import { type Column, Table } from '#components/ui/table';
import type { Comparison } from '#lib/adoption/headline-finding';
import { causeLink } from '#lib/adoption/headline-link';
import { rateName } from '#lib/adoption/headline-sentence';
import type { HeadlineAnswer } from '#lib/adoption/overview-answers';
import type { AdoptionView } from '#lib/adoption/url-state';
import { formatCount } from '#lib/core/format';
import { MIN_DENOMINATOR } from '#lib/funnels/columns';

interface FunnelChangesProps {
  answer: HeadlineAnswer;
  view: AdoptionView;
}

/** Of each saved funnel the step whose rate changed most surely. */
export function FunnelChanges({ answer, view }: FunnelChangesProps) {
  const rows = answer.funnels
    .flatMap(({ steps }) => steps.toSorted((a, b) => (b.change?.z ?? -1) - (a.change?.z ?? -1))[0] ?? [])
    .filter(({ now, before }) => now.of + before.of > 0);
  if (rows.length === 0) return null;
  const columns: Column<Comparison>[] = [
    {
      id: 'funnel',
      header: 'Funnel',
      isRowHeader: true,
      cell: ({ subject }) => (
        <Link
          href={causeLink(subject, view, { segment: null, splitBy: answer.splitBy }) as Route}
          className="font-medium hover:underline"
        >
          {subject.name}
        </Link>
      ),
    },
    { id: 'step', header: 'Step', cell: ({ subject }) => rateName(subject), hideBelow: 'sm' },
    { id: 'now', header: 'Now', align: 'end', cell: ({ now }) => <Share {...now} /> },
    {
      id: 'before',
      header: 'Before',
      align: 'end',
      hideBelow: 'sm',
      cell: ({ before }) => <Share {...before} />,
    },
    { id: 'change', header: 'Change', align: 'end', cell: ({ change }) => <ChangeMark change={change} /> },
  ];
  return (
    <section aria-labelledby="funnel-changes">
      <h2 id="funnel-changes" className="font-semibold text-16">
        Funnels
      </h2>
      <p className="mb-3 text-14 text-ink-2">
        Of each saved funnel the step that changed most surely, among those who have had a whole window.
      </p>
      <Table
        caption="Funnels, most surely changed first"
        columns={columns}
        rows={rows}
        rowKey={({ subject }) => (subject.kind === 'funnel' ? subject.funnelId : subject.feature)}
      />
    </section>
  );
}

function Share({ count, of }: { count: number; of: number }) {
  const share = { rate: of === 0 ? null : count / of, count, of, isTooFew: of < MIN_DENOMINATOR };
  return (
    <span className="whitespace-nowrap">
      <ShareText share={share} />{' '}
      <span className="text-12 text-ink-2">
        {formatCount(count)} of {formatCount(of)}
      </span>
    </span>
  );
}
