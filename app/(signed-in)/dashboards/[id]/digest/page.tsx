import type { Metadata, Route } from 'next';
import { notFound } from 'next/navigation';
import { Suspense } from 'react';
import { Digest } from '#components/dashboards/digest';
import { DigestSkeleton } from '#components/dashboards/digest-skeleton';
import { ButtonLink } from '#components/ui/button';
import { EmptyState } from '#components/ui/empty-state';
import type { Ctx } from '#lib/core/ctx';
import { isAppError } from '#lib/core/errors';
import { weeklyDigest } from '#lib/dashboards/queries/weekly-digest';
import { DashboardParams, DigestQuery } from '#lib/dashboards/schema';
import { pageCtx } from '#lib/http/page-ctx';

export const metadata: Metadata = { title: 'Weekly digest' };

interface PageProps {
  params: Promise<{ id: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

export default async function DigestPage({ params, searchParams }: PageProps) {
  const ctx = await pageCtx('analytics.read');
  const asked = DashboardParams.safeParse(await params);
  if (!asked.success) notFound();
  const { week, tz } = await searchParams;
  // What a link says wrongly is as if it said nothing.
  const query = {
    ...(DigestQuery.safeParse({ week }).data ?? {}),
    ...(DigestQuery.safeParse({ timeZone: tz }).data ?? {}),
  };
  return (
    <Suspense key={JSON.stringify(query)} fallback={<DigestSkeleton />}>
      <CountedDigest ctx={ctx} id={asked.data.id} query={query} />
    </Suspense>
  );
}

async function CountedDigest({ ctx, id, query }: { ctx: Ctx; id: string; query: DigestQuery }) {
  const digest = await weeklyDigest(ctx, id, query).catch((thrown: unknown) => {
    if (isAppError(thrown) && thrown.code === 'not_found') notFound();
    if (isAppError(thrown) && thrown.code === 'invalid') return thrown.message;
    throw thrown;
  });
  if (typeof digest !== 'string') return <Digest digest={digest} />;
  return (
    <EmptyState
      title="There is no such week"
      action={<ButtonLink href={`/dashboards/${id}/digest` as Route}>The last week that is over</ButtonLink>}
    >
      {digest}
    </EmptyState>
  );
}
