import type { Metadata } from 'next';
import { cookies } from 'next/headers';
import { Account } from '#components/account/account';
import { Hydrated, prefetch } from '#components/shell/hydrated';
import { THEME_COOKIE } from '#lib/core/theme';
import { pageCtx } from '#lib/http/page-ctx';
import { meOptions } from '#lib/people/client';
import { PASSWORD_MIN_LENGTH } from '#lib/people/password-policy';
import { getMe } from '#lib/people/queries';

export const metadata: Metadata = { title: 'Account' };

export default async function AccountPage() {
  const ctx = await pageCtx();
  const chosen = (await cookies()).get(THEME_COOKIE)?.value;
  return (
    <Hydrated queries={[prefetch(meOptions(), () => getMe(ctx))]}>
      <Account
        theme={chosen === 'light' || chosen === 'dark' ? chosen : 'system'}
        passwordMinLength={PASSWORD_MIN_LENGTH}
      />
    </Hydrated>
  );
}
