'use client';

import { useQuery } from '@tanstack/react-query';
import { FunnelWorkbench } from '#components/funnels/funnel-workbench';
import { WorkbenchSkeleton } from '#components/funnels/workbench-skeleton';
import { ErrorState } from '#components/ui/error-state';
import { savedFunnelOptions } from '#lib/funnels/client';

interface FunnelPageProps {
  id: string;
  /** Epoch milliseconds at which the page was asked for; "the last 30 days" end with that day. */
  now: number;
  mayEdit: boolean;
}

/** A saved funnel; what the link says besides its id changes the question, not the saved funnel. */
export function FunnelPage({ id, now, mayEdit }: FunnelPageProps) {
  const saved = useQuery(savedFunnelOptions(id));
  if (saved.data) return <FunnelWorkbench saved={saved.data} now={now} mayEdit={mayEdit} />;
  if (saved.error) {
    return <ErrorState error={saved.error} doing="open the funnel" onRetry={() => void saved.refetch()} />;
  }
  return <WorkbenchSkeleton />;
}
