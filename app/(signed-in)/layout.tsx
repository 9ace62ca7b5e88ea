import type { ReactNode } from 'react';
import { MarkersOnCharts } from '#components/notes/markers-on-charts';
import { Hydrated, prefetch } from '#components/shell/hydrated';
import { Providers } from '#components/shell/providers';
import { Shell } from '#components/shell/shell';
import { shellStateOptions } from '#components/shell/state-options';
import { demoQuery } from '#lib/events/client';
import { getDemoState } from '#lib/events/queries';
import { pageCtx } from '#lib/http/page-ctx';
import { readShellState } from '#lib/http/state';

export default async function SignedInLayout({ children }: { children: ReactNode }) {
  const ctx = await pageCtx();
  const { name, email, role } = ctx.actor;
  const queries = [
    prefetch(shellStateOptions(), () => readShellState(ctx)),
    prefetch(demoQuery(), () => getDemoState(ctx)),
  ];
  return (
    <Providers>
      <Hydrated queries={queries}>
        <MarkersOnCharts role={role}>
          <Shell me={{ name, email, role }} hasSandbox={ctx.sandbox !== null}>
            {children}
          </Shell>
        </MarkersOnCharts>
      </Hydrated>
    </Providers>
  );
}
