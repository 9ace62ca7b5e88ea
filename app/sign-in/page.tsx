import type { Metadata } from 'next';
import { redirect } from 'next/navigation';
import { PlainPage } from '#components/shell/plain-page';
import { safeNext } from '#components/sign-in/safe-next';
import { SignInForm } from '#components/sign-in/sign-in-form';
import { readEntrance } from '#lib/http/entrance';

export const metadata: Metadata = { title: 'Sign in' };

interface SignInPageProps {
  searchParams: Promise<{ next?: string; callbackUrl?: string; error?: string }>;
}

export default async function SignInPage({ searchParams }: SignInPageProps) {
  const [{ next, error }, entrance] = await Promise.all([searchParams, readEntrance()]);
  if (entrance.isEmpty) redirect('/setup');
  return (
    <PlainPage title="Sign in">
      <p className="text-ink-2">to Flightdeck</p>
      <SignInForm next={safeNext(next)} hasSingleSignOn={entrance.hasSingleSignOn} error={error} />
      {entrance.hasDemoPeople ? (
        <p className="mt-8 border-line border-t pt-4 text-12 text-ink-2">
          This is a demo: each role has a person, such as{' '}
          <code className="font-mono">product@demo.flightdeck.local</code>. Their passwords were printed in
          the terminal and are kept in <code className="font-mono">.data/demo-passwords.txt</code>.
        </p>
      ) : null}
    </PlainPage>
  );
}
