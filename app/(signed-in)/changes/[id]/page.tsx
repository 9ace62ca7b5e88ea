import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { ChangePage } from '#components/changes/change-page';
import { Hydrated, prefetch } from '#components/shell/hydrated';
import { isAllowed } from '#lib/auth/permissions';
import { changeOptions } from '#lib/changes/client';
import { getChange } from '#lib/changes/queries/changes';
import { ChangeParams } from '#lib/changes/schema';
import { pageCtx } from '#lib/http/page-ctx';

export const metadata: Metadata = { title: 'Change' };

export default async function Page({ params }: { params: Promise<{ id: string }> }) {
  const ctx = await pageCtx('production.read');
  const parsed = ChangeParams.safeParse(await params);
  if (!parsed.success) notFound();
  const { id } = parsed.data;
  return (
    <Hydrated queries={[prefetch(changeOptions(id), () => getChange(ctx, id))]}>
      <ChangePage
        id={id}
        email={ctx.actor.email}
        mayChange={isAllowed(ctx.actor.role, 'production.change')}
      />
    </Hydrated>
  );
}
