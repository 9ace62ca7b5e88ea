import type { Metadata } from 'next';
import { AutomationPage } from '#components/automation/automation-page';
import { Hydrated, prefetch, prefetchPage } from '#components/shell/hydrated';
import { isAllowed } from '#lib/auth/permissions';
import { decisionsOptions, rulesOptions } from '#lib/automation/client';
import { listDecisions } from '#lib/automation/queries/decisions';
import { listRules } from '#lib/automation/queries/rules';
import { DecisionsQuery } from '#lib/automation/schema';
import { pageCtx } from '#lib/http/page-ctx';

export const metadata: Metadata = { title: 'Automation' };

export default async function Automation() {
  const ctx = await pageCtx('production.read');
  return (
    <Hydrated
      queries={[
        prefetch(rulesOptions(), () => listRules(ctx)),
        prefetchPage(decisionsOptions('red'), () => listDecisions(ctx, DecisionsQuery.parse({}))),
      ]}
    >
      <AutomationPage mayEdit={isAllowed(ctx.actor.role, 'automation.edit')} />
    </Hydrated>
  );
}
