'use client';

import { useQuery } from '@tanstack/react-query';
import { DashboardView } from '#components/dashboards/dashboard-view';
import { ErrorState } from '#components/ui/error-state';
import { Skeleton } from '#components/ui/skeleton';
import { savedDashboardOptions } from '#lib/dashboards/client';

interface DashboardPageProps {
  id: string;
  /** Epoch milliseconds at which the page was asked for; "the last 28 days" end with that day. */
  now: number;
  mayEdit: boolean;
}

/** A dashboard; what the link says besides its id changes what is read, not the dashboard. */
export function DashboardPage({ id, now, mayEdit }: DashboardPageProps) {
  const saved = useQuery(savedDashboardOptions(id));
  if (saved.data) return <DashboardView saved={saved.data} now={now} mayEdit={mayEdit} />;
  if (saved.error) {
    return <ErrorState error={saved.error} doing="open the dashboard" onRetry={() => void saved.refetch()} />;
  }
  return <Skeleton className="h-96" />;
}
