'use client';

import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Circle } from 'lucide-react';
import type { Route } from 'next';
import Link from 'next/link';
import { useState } from 'react';
import { DecideDialog } from '#components/incidents/decide-dialog';
import { TONE_TEXT, ToneIcon } from '#components/ui/badge';
import { Button } from '#components/ui/button';
import { ErrorState } from '#components/ui/error-state';
import { Time } from '#components/ui/time';
import type { ServedItem } from '#lib/incidents/answers';
import { itemOf } from '#lib/incidents/checklist';
import { decideItem } from '#lib/incidents/client';
import type { ItemState } from '#lib/incidents/item-decision';

interface ChecklistRowProps {
  incidentId: string;
  item: ServedItem;
  canWork: boolean;
}

/** One item: whether it is done, who says so and how they know, and what can be done about it. */
export function ChecklistRow({ incidentId, item, canWork }: ChecklistRowProps) {
  const [deciding, setDeciding] = useState<ItemState | null>(null);
  const client = useQueryClient();
  const ticking = useMutation(decideItem(client, incidentId, item.item));
  const { label, isSeen } = itemOf(item.item);
  const mustSay = isSeen;
  const mayTick = item.state === 'open' && (!isSeen || item.look?.result === 'unable');
  const tick = () => (mustSay ? setDeciding('ticked') : ticking.mutate({ state: 'ticked', reason: '' }));
  return (
    <li className="flex flex-col gap-1 border-line border-b px-3 py-2.5 last:border-b-0">
      <div className="flex flex-wrap items-start gap-x-3 gap-y-1">
        <span className="flex min-w-0 grow basis-60 items-start gap-2 text-14">
          <StateSign state={item.state} />
          <span className="min-w-0">
            <span className={item.state === 'waived' ? 'text-ink-2' : ''}>{label}</span>
            <span className="sr-only">({SAID[item.state]})</span>
            <How item={item} />
          </span>
        </span>
        {canWork ? (
          <span className="flex gap-1">
            {mayTick ? (
              <Button size="small" aria-label={`Tick: ${label}`} isLoading={ticking.isPending} onClick={tick}>
                Tick
              </Button>
            ) : null}
            {item.state === 'open' ? (
              <Button
                size="small"
                variant="quiet"
                aria-label={`Waive: ${label}`}
                onClick={() => setDeciding('waived')}
              >
                Waive
              </Button>
            ) : (
              <Button
                size="small"
                variant="quiet"
                aria-label={`Open again: ${label}`}
                onClick={() => setDeciding('open')}
              >
                Open again
              </Button>
            )}
          </span>
        ) : null}
      </div>
      {ticking.error ? <ErrorState error={ticking.error} doing="tick it" isInline /> : null}
      {deciding ? (
        <DecideDialog incidentId={incidentId} item={item} to={deciding} onClose={() => setDeciding(null)} />
      ) : null}
    </li>
  );
}

const SAID: Record<ItemState, string> = { open: 'to do', ticked: 'ticked', waived: 'waived' };

function StateSign({ state }: { state: ItemState }) {
  if (state === 'open') return <Circle aria-hidden size={14} className="mt-[3px] shrink-0 text-ink-3" />;
  const tone = state === 'ticked' ? 'good' : 'neutral';
  return (
    <span className={`mt-[3px] ${TONE_TEXT[tone]}`}>
      <ToneIcon tone={tone} />
    </span>
  );
}

/** How it is known, or why it is not yet. */
function How({ item: { item, state, by, byKind, at, reason, evidence, look } }: { item: ServedItem }) {
  const lines = 'block text-12 text-ink-2 wrap-anywhere';
  if (state !== 'open') {
    return (
      <>
        {evidence ? <Seen evidence={evidence} /> : null}
        {reason ? <span className={lines}>{reason}</span> : null}
        <span className={`${lines} text-ink-3`}>
          {state === 'ticked' ? 'Ticked' : 'Waived'} by {byKind === 'system' ? 'Flightdeck' : by}{' '}
          <Time at={at} />
        </span>
      </>
    );
  }
  if (reason) return <span className={lines}>Opened again: {reason}</span>;
  if (!itemOf(item).isSeen) return null;
  return (
    <span className={lines}>{look?.why ?? 'Flightdeck ticks it as soon as it sees that it holds.'}</span>
  );
}

function Seen({ evidence: { sentence, href } }: { evidence: NonNullable<ServedItem['evidence']> }) {
  return (
    <span className="block text-12 text-ink-2 wrap-anywhere">
      {sentence}{' '}
      {href ? (
        <Link href={href as Route} className="underline underline-offset-4">
          See it
        </Link>
      ) : null}
    </span>
  );
}
