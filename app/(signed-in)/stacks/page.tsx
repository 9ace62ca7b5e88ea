import type { Metadata } from 'next';
import { Hydrated, prefetch } from '#components/shell/hydrated';
import { StacksPage } from '#components/stacks/stacks-page';
import { isAllowed } from '#lib/auth/permissions';
import { pageCtx } from '#lib/http/page-ctx';
import { stacksOptions } from '#lib/stacks/client';
import { listStacks } from '#lib/stacks/queries/stacks';

export const metadata: Metadata = { title: 'Stacks' };

export default async function Stacks() {
  const ctx = await pageCtx('production.read');
  return (
    <Hydrated queries={[prefetch(stacksOptions(), () => listStacks(ctx))]}>
      <StacksPage mayChange={isAllowed(ctx.actor.role, 'production.change')} />
    </Hydrated>
  );
}
