import type { Metadata } from 'next';
import { Hydrated, prefetchPage } from '#components/shell/hydrated';
import { TokensTable } from '#components/tokens/tokens-table';
import { pageCtx } from '#lib/http/page-ctx';
import { listTokens } from '#lib/people/queries';
import { tokensOptions } from '#lib/people/token-client';
import { TokensQuery } from '#lib/people/token-schema';

export const metadata: Metadata = { title: 'Service tokens' };

export default async function TokensPage() {
  const ctx = await pageCtx('tokens.manage');
  const first = prefetchPage(tokensOptions(), () => listTokens(ctx, TokensQuery.parse({})));
  return (
    <Hydrated queries={[first]}>
      <TokensTable />
    </Hydrated>
  );
}
