import type { Metadata } from 'next';
import { redirect } from 'next/navigation';
import { SetUpForm } from '#components/setup/set-up-form';
import { PlainPage } from '#components/shell/plain-page';
import { readEntrance } from '#lib/http/entrance';
import { PASSWORD_MIN_LENGTH } from '#lib/people/password-policy';

export const metadata: Metadata = { title: 'Set up' };

export default async function SetUpPage() {
  const { isEmpty } = await readEntrance();
  if (!isEmpty) redirect('/sign-in');
  return (
    <PlainPage title="Set up Flightdeck">
      <p className="text-ink-2">
        Nobody is here yet. Whoever fills this in becomes the first admin, and adds everybody else on the
        People page.
      </p>
      <SetUpForm passwordMinLength={PASSWORD_MIN_LENGTH} />
    </PlainPage>
  );
}
