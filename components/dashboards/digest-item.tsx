import clsx from 'clsx';
import {
  ArrowDown,
  ArrowUp,
  CircleHelp,
  Equal,
  Hourglass,
  type LucideIcon,
  Minus,
  Tally3,
} from 'lucide-react';
import type { Route } from 'next';
import Link from 'next/link';
import { DigestDrawing } from '#components/dashboards/pictures/digest-drawing';
import type { DigestItem } from '#lib/dashboards/digest-answers';
import type { Verdict } from '#lib/dashboards/digest-sentence';

/** One tile of a digest: its sentences beside its picture. */
export function DigestItemView({ item }: { item: DigestItem }) {
  const { title, sayings, picture, definition, href, isGone } = item;
  return (
    <section
      aria-label={title ?? 'Text'}
      className="grid break-inside-avoid items-start gap-x-8 gap-y-4 py-5 lg:grid-cols-[minmax(0,1fr)_22.5rem] print:grid-cols-[minmax(0,1fr)_18rem]"
    >
      <div className="min-w-0 max-w-prose">
        {title === null ? null : (
          <h2 className="font-semibold text-16">
            {href === null ? (
              title
            ) : (
              <Link href={href as Route} className="hover:underline">
                {title}
              </Link>
            )}
          </h2>
        )}
        {isGone ? <p className="text-ink-2">What this tile shows was deleted.</p> : null}
        {sayings.map(({ verdict, sentence }, index) => (
          <Saying key={sentence} verdict={verdict} sentence={sentence} isFirst={index === 0} />
        ))}
        {definition === null ? null : <p className="mt-2 text-12 text-ink-3 text-pretty">{definition}</p>}
      </div>
      {picture === null ? null : <DigestDrawing picture={picture} />}
    </section>
  );
}

const LOOKS: Record<Verdict, { icon: LucideIcon; label: string; color: string }> = {
  rose: { icon: ArrowUp, label: 'Rose', color: 'text-accent-ink' },
  fell: { icon: ArrowDown, label: 'Fell', color: 'text-attention-ink' },
  same: { icon: Equal, label: 'About the same', color: 'text-ink-3' },
  unsure: { icon: CircleHelp, label: 'Not sure', color: 'text-ink-3' },
  too_few: { icon: Tally3, label: 'Too few', color: 'text-ink-3' },
  nothing: { icon: Minus, label: 'Nothing', color: 'text-ink-3' },
  amount: { icon: Minus, label: 'Not compared', color: 'text-ink-3' },
  running: { icon: Hourglass, label: 'So far', color: 'text-ink-3' },
};

function Saying({ verdict, sentence, isFirst }: DigestItem['sayings'][number] & { isFirst: boolean }) {
  const look = verdict === null ? null : LOOKS[verdict];
  const Icon = look?.icon;
  return (
    <p
      className={clsx(
        'mt-1 flex gap-2 text-pretty whitespace-pre-line',
        isFirst ? 'text-16' : 'text-14 text-ink-2',
      )}
    >
      {Icon && look ? (
        <Icon role="img" aria-label={look.label} size={16} className={clsx('mt-1 shrink-0', look.color)} />
      ) : null}
      <span className="min-w-0 wrap-anywhere">{sentence}</span>
    </p>
  );
}
