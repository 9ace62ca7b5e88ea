import type { Metadata } from 'next';
import { DecisionsPage } from '#components/decisions/decisions-page';
import { Hydrated, prefetch } from '#components/shell/hydrated';
import { isAllowed } from '#lib/auth/permissions';
import { matrixOptions } from '#lib/automation/decision-client';
import { decisionMatrix } from '#lib/automation/queries/decision-matrix';
import { pageCtx } from '#lib/http/page-ctx';

export const metadata: Metadata = { title: 'Decisions' };

export default async function Decisions() {
  const ctx = await pageCtx('production.read');
  return (
    <Hydrated queries={[prefetch(matrixOptions(), () => decisionMatrix(ctx))]}>
      <DecisionsPage mayChange={isAllowed(ctx.actor.role, 'production.change')} />
    </Hydrated>
  );
}
