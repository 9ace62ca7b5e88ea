import type { Route } from 'next';
import Link from 'next/link';
import { ButtonLink } from '#components/ui/button';
import type { Finding } from '#lib/adoption/headline-finding';
import { causeLink } from '#lib/adoption/headline-link';
import { headlineOf, rateName } from '#lib/adoption/headline-sentence';
import type { HeadlineAnswer } from '#lib/adoption/overview-answers';
import type { AdoptionView } from '#lib/adoption/url-state';
import { formatPoints } from '#lib/core/format';

interface HeadlineProps {
  answer: HeadlineAnswer;
  view: AdoptionView;
}

const MOST_OTHERS = 4;

/** What matters, in a sentence, with the way to its cause. */
export function Headline({ answer, view }: HeadlineProps) {
  const [first, ...others] = answer.changed;
  const { sentence, detail } = headlineOf(answer, answer.meta.computedAt);
  return (
    <section aria-label="What matters" className="rounded-box border border-line bg-surface p-4">
      <div className="flex flex-wrap items-start justify-between gap-x-6 gap-y-3">
        <div className="min-w-0 max-w-prose">
          <p className="font-semibold text-20 text-pretty">{sentence}</p>
          <p className="mt-1 text-14 text-ink-2 text-pretty">{detail}</p>
        </div>
        {first ? (
          <ButtonLink variant="primary" href={causeLink(first.subject, view, answer) as Route}>
            See why
            <span className="sr-only">: {sentence}</span>
          </ButtonLink>
        ) : null}
      </div>
      {others.length > 0 ? (
        <p className="mt-3 border-line border-t pt-3 text-14 text-ink-2">
          More than noise as well:{' '}
          {others.slice(0, MOST_OTHERS).map((finding, index) => (
            <span key={keyOf(finding)}>
              {index === 0 ? '' : ' · '}
              <OtherLink finding={finding} view={view} splitBy={answer.splitBy} />
            </span>
          ))}
          {others.length > MOST_OTHERS ? ` · and ${others.length - MOST_OTHERS} more` : ''}
        </p>
      ) : null}
    </section>
  );
}

function OtherLink({
  finding: { subject, change },
  view,
  splitBy,
}: {
  finding: Finding;
  view: AdoptionView;
  splitBy: string | null;
}) {
  return (
    <Link
      href={causeLink(subject, view, { segment: null, splitBy }) as Route}
      className="text-ink underline decoration-edge underline-offset-4 hover:text-accent-ink"
    >
      {subject.name}: {rateName(subject)} {formatPoints(change.difference)}
    </Link>
  );
}

function keyOf({ subject }: Finding): string {
  return subject.kind === 'feature'
    ? `${subject.feature} ${subject.metric}`
    : `${subject.funnelId} ${subject.step}`;
}
