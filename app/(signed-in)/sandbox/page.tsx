import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { SandboxPage } from '#components/sandbox/sandbox-page';
import { Hydrated, prefetch } from '#components/shell/hydrated';
import { liveFunctionsOptions } from '#lib/functions/client';
import { liveFunctions } from '#lib/functions/queries/live-functions';
import { pageCtx } from '#lib/http/page-ctx';
import { troublesOptions } from '#lib/rehearsals/client';
import { listTroubles } from '#lib/rehearsals/queries';

export const metadata: Metadata = { title: 'Sandbox' };

export default async function Sandbox() {
  const ctx = await pageCtx('sandbox.steer');
  if (!ctx.sandbox) notFound();
  const queries = [
    prefetch(liveFunctionsOptions(), () => liveFunctions(ctx)),
    prefetch(troublesOptions(), () => listTroubles(ctx)),
  ];
  return (
    <Hydrated queries={queries}>
      <SandboxPage />
    </Hydrated>
  );
}
