import type { Metadata } from 'next';
import { Hydrated, prefetchPage } from '#components/shell/hydrated';
import { TokensTable } from '#components/tokens/tokens-table';
import { pageCtx } from '#lib/http/page-ctx';
import { PageQuery } from '#lib/people/page-query';
import { listTokens } from '#lib/people/queries';
import { tokensOptions } from '#lib/people/token-client';
import { TOKEN_DEFAULT_DAYS, TOKEN_MAX_DAYS } from '#lib/people/token-schema';

export const metadata: Metadata = { title: 'Service tokens' };

export default async function TokensPage() {
  const ctx = await pageCtx('tokens.manage');
  const first = prefetchPage(tokensOptions(), () => listTokens(ctx, PageQuery.parse({})));
  return (
    <Hydrated queries={[first]}>
      <TokensTable days={{ usual: TOKEN_DEFAULT_DAYS, most: TOKEN_MAX_DAYS }} />
    </Hydrated>
  );
}
