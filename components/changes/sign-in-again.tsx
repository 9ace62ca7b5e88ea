'use client';

import { signIn } from 'next-auth/react';
import { useState } from 'react';
import { refusalWords } from '#components/sign-in/refusal';
import { Button } from '#components/ui/button';
import { Field } from '#components/ui/field';
import { Input } from '#components/ui/input';

/** Proves again who is here, without leaving the page. */
export function SignInAgain({ email, onDone }: { email: string; onDone: () => void }) {
  const [refusal, setRefusal] = useState<string | undefined>();
  const submit = async (form: FormData) => {
    const answer = await signIn('credentials', {
      email,
      password: `${form.get('password')}`,
      redirect: false,
    });
    if (answer?.ok) onDone();
    else setRefusal(refusalWords(answer?.error ?? 'unavailable'));
  };
  return (
    <form action={submit} className="flex flex-col gap-3">
      <Field
        label="Your password"
        hint="You signed in a while ago; a change to production asks again."
        {...(refusal ? { error: refusal } : {})}
      >
        {(control) => (
          <Input {...control} name="password" type="password" autoComplete="current-password" required />
        )}
      </Field>
      <div>
        <Button type="submit">Confirm who you are</Button>
      </div>
    </form>
  );
}
