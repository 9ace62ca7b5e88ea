'use client';

import { useState } from 'react';
import { refusalWords } from '#components/sign-in/refusal';
import { Button } from '#components/ui/button';
import { Field } from '#components/ui/field';
import { Input } from '#components/ui/input';
import { Notice } from '#components/ui/notice';

interface SignInFormProps {
  /** Where to go afterwards: a path of this site. */
  next: string;
  hasSingleSignOn: boolean;
  /** What an earlier attempt, by way of the identity provider, came back with. */
  error?: string | undefined;
}

/** E-mail and password, or the identity provider when one is set up. */
export function SignInForm({ next, hasSingleSignOn, error }: SignInFormProps) {
  const [refusal, setRefusal] = useState(error ? refusalWords(error) : null);
  const [isBusy, setBusy] = useState(false);
  const [email, setEmail] = useState('');
  // A form action, because React keeps one that is sent before the page has come to life; nothing goes into the URL.
  const submit = async (form: FormData) => {
    const typed = { email: `${form.get('email')}`, password: `${form.get('password')}` };
    setBusy(true);
    setRefusal(null);
    setEmail(typed.email);
    const failed = await attempt(typed);
    if (failed === null) return location.assign(next);
    setRefusal(refusalWords(failed));
    setBusy(false);
  };
  return (
    <div className="mt-6 flex flex-col gap-4">
      {refusal ? (
        <Notice tone="bad" role="alert">
          {refusal}
        </Notice>
      ) : null}
      <form action={submit} className="flex flex-col gap-4">
        <Field label="E-mail">
          {(control) => (
            <Input
              {...control}
              name="email"
              type="email"
              autoComplete="username"
              required
              autoFocus
              defaultValue={email}
              className="h-10!"
            />
          )}
        </Field>
        <Field label="Password">
          {(control) => (
            <Input
              {...control}
              name="password"
              type="password"
              autoComplete="current-password"
              required
              className="h-10!"
            />
          )}
        </Field>
        <Button type="submit" variant="primary" isLoading={isBusy} className="h-10!">
          Sign in
        </Button>
      </form>
      {hasSingleSignOn ? <SingleSignOn next={next} /> : null}
    </div>
  );
}

/** What went wrong, or null when the person is signed in now. */
async function attempt(typed: { email: string; password: string }): Promise<string | null> {
  try {
    const { signIn } = await import('next-auth/react');
    const answer = await signIn('credentials', { ...typed, redirect: false });
    return answer?.ok && !answer.error ? null : (answer?.error ?? 'failed');
  } catch {
    return 'failed';
  }
}

function SingleSignOn({ next }: { next: string }) {
  const [isBusy, setBusy] = useState(false);
  const start = async () => {
    setBusy(true);
    const { signIn } = await import('next-auth/react');
    await signIn('oidc', { callbackUrl: next });
  };
  return (
    <>
      <p className="flex items-center gap-3 text-12 text-ink-3 before:h-px before:grow before:bg-line after:h-px after:grow after:bg-line">
        or
      </p>
      <Button onClick={start} isLoading={isBusy} className="h-10!">
        Sign in with your organisation
      </Button>
    </>
  );
}
