'use client';

import { useQuery } from '@tanstack/react-query';
import { Activity } from 'lucide-react';
import { DemoLabel } from '#components/shell/demo-label';
import { ProductionState } from '#components/shell/production-state';
import { shellStateOptions } from '#components/shell/state-options';
import { Time } from '#components/ui/time';
import { Tooltip } from '#components/ui/tooltip';
import type { Role } from '#lib/core/roles';
import type { ShellState } from '#lib/core/shell-state';

const MEANING = {
  embedded: 'Everything is kept in a folder of this machine: made for a laptop, not for production.',
  production: 'State is kept in the Postgres that DATABASE_URL names.',
};

/** What is true now: whether production hurts, what kind of installation this is, and how fresh its events are. */
export function StateLine({ role }: { role: Role }) {
  const { data } = useQuery(shellStateOptions());
  return (
    <div className="flex min-w-0 items-center gap-x-1 overflow-hidden text-12 sm:gap-x-3 text-ink-2 whitespace-nowrap">
      {data ? <ProductionState {...data} /> : null}
      {data ? (
        <Tooltip content={MEANING[data.environment]} isFocusable className="max-md:hidden">
          <span className="capitalize">{data.environment}</span>
        </Tooltip>
      ) : null}
      <DemoLabel role={role} />
      {data ? <Freshness dataThrough={data.dataThrough} /> : null}
    </div>
  );
}

function Freshness({ dataThrough }: Pick<ShellState, 'dataThrough'>) {
  if (!dataThrough) return <span className="truncate max-sm:hidden">No events yet</span>;
  return (
    <span className="flex min-w-0 items-center gap-1 max-sm:hidden">
      <Activity aria-hidden size={12} className="shrink-0 lg:hidden" />
      <span className="max-lg:sr-only">Newest event</span>
      <span className="truncate">
        <Time at={dataThrough} />
      </span>
    </span>
  );
}
