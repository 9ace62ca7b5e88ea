'use client';

import clsx from 'clsx';
import type { Route } from 'next';
import Link from 'next/link';
import type { ReactNode } from 'react';
import { Badge } from '#components/ui/badge';
import { Time } from '#components/ui/time';
import type { ShellState } from '#lib/core/shell-state';

type ProductionStateProps = Pick<ShellState, 'alarms' | 'incidents' | 'runningChanges'>;

/** Whether production hurts, and whether somebody works on it: each leads to its cause. */
export function ProductionState({ alarms, incidents, runningChanges }: ProductionStateProps) {
  return (
    <>
      <AlarmState alarms={alarms} />
      <IncidentState ids={incidents} />
      <ChangeState ids={runningChanges} />
    </>
  );
}

/** What is not known is said so, and is never a nought. */
function AlarmState({ alarms }: Pick<ShellState, 'alarms'>) {
  if (!alarms) {
    return (
      <StateLink href="/live">
        <Badge tone="unknown">
          <span className="max-[420px]:sr-only">Alarms not read</span>
          <span aria-hidden className="min-[421px]:hidden">
            alarms ?
          </span>
        </Badge>
      </StateLink>
    );
  }
  const words = alarms.red === 1 ? '1 alarm' : `${alarms.red} alarms`;
  const tone = alarms.isOld ? 'unknown' : 'bad';
  const isPlain = alarms.red === 0 && !alarms.isOld;
  return (
    <span className="flex items-center gap-1">
      <StateLink href="/live">{isPlain ? words : <Badge tone={tone}>{words}</Badge>}</StateLink>
      {alarms.isOld ? (
        <span className="max-[420px]:sr-only">
          <span className="max-sm:sr-only">read </span>
          <Time at={alarms.readAt} />
        </span>
      ) : null}
    </span>
  );
}

function IncidentState({ ids }: { ids: readonly string[] }) {
  const [first] = ids;
  if (first === undefined) {
    return (
      <StateLink href="/incidents" className="max-lg:hidden">
        0 incidents
      </StateLink>
    );
  }
  const isOne = ids.length === 1;
  return (
    <StateLink href={(isOne ? `/incidents/${first}` : '/incidents') as Route}>
      <Badge tone="attention">
        {ids.length} <span className="max-sm:hidden">{isOne ? 'incident' : 'incidents'}</span>
        <span className="sm:hidden">inc.</span>
      </Badge>
    </StateLink>
  );
}

function ChangeState({ ids }: { ids: readonly string[] }) {
  const [first] = ids;
  if (first === undefined) {
    return (
      <StateLink href="/changes" className="max-md:hidden">
        0 running changes
      </StateLink>
    );
  }
  const isOne = ids.length === 1;
  return (
    <StateLink href={(isOne ? `/changes/${first}` : '/changes') as Route}>
      <Badge tone="attention">
        {ids.length} <span className="max-[420px]:sr-only">running</span>
        <span aria-hidden className="min-[421px]:hidden">
          run.
        </span>
        <span className="max-sm:sr-only">{isOne ? ' change' : ' changes'}</span>
      </Badge>
    </StateLink>
  );
}

interface StateLinkProps {
  href: Route;
  className?: string;
  children: ReactNode;
}

function StateLink({ href, className, children }: StateLinkProps) {
  return (
    <Link
      href={href}
      // On a phone the words alone have room, all three at the worst hour.
      className={clsx('rounded-box hover:text-ink hover:underline max-[420px]:[&_svg]:hidden', className)}
    >
      {children}
    </Link>
  );
}
