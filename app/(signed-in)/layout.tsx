import type { ReactNode } from 'react';
import { Hydrated, prefetch } from '#components/shell/hydrated';
import { Providers } from '#components/shell/providers';
import { Shell } from '#components/shell/shell';
import { shellStateOptions } from '#components/shell/state-options';
import { pageCtx } from '#lib/http/page-ctx';
import { readShellState } from '#lib/http/state';

export default async function SignedInLayout({ children }: { children: ReactNode }) {
  const ctx = await pageCtx();
  const { name, email, role } = ctx.actor;
  return (
    <Providers>
      <Hydrated queries={[prefetch(shellStateOptions(), () => readShellState(ctx))]}>
        <Shell me={{ name, email, role }}>{children}</Shell>
      </Hydrated>
    </Providers>
  );
}
