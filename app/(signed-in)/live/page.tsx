import type { Metadata } from 'next';
import { LivePage } from '#components/live/live-page';
import { Hydrated, prefetch } from '#components/shell/hydrated';
import { isAllowed } from '#lib/auth/permissions';
import { liveFunctionsOptions } from '#lib/functions/client';
import { liveFunctions } from '#lib/functions/queries/live-functions';
import { pageCtx } from '#lib/http/page-ctx';

export const metadata: Metadata = { title: 'Live' };

export default async function Live() {
  const ctx = await pageCtx('production.read');
  return (
    <Hydrated queries={[prefetch(liveFunctionsOptions(), () => liveFunctions(ctx))]}>
      <LivePage mayChange={isAllowed(ctx.actor.role, 'production.change')} />
    </Hydrated>
  );
}
