'use client';

import { useState } from 'react';
import { Button } from '#components/ui/button';
import { ErrorState } from '#components/ui/error-state';
import { Field } from '#components/ui/field';
import { Input } from '#components/ui/input';
import { AppError } from '#lib/core/errors';
import { fetchJson } from '#lib/core/fetch-json';
import type { PersonView, SetUp } from '#lib/people/schema';

/** Makes the first admin of an empty product, and signs them in. */
export function SetUpForm({ passwordMinLength }: { passwordMinLength: number }) {
  const [error, setError] = useState<unknown>(null);
  const [isBusy, setBusy] = useState(false);
  const faults = error instanceof AppError ? (error.errors ?? []) : [];
  const faultOf = (path: string) => faults.find((fault) => fault.path === path)?.message;
  const [typed, setTyped] = useState({ name: '', email: '' });
  // A form action, because React keeps one that is sent before the page has come to life; nothing goes into the URL.
  const submit = async (form: FormData) => {
    const body: SetUp = {
      name: `${form.get('name')}`,
      email: `${form.get('email')}`,
      password: `${form.get('password')}`,
    };
    setBusy(true);
    setError(null);
    setTyped(body);
    try {
      await fetchJson<PersonView>('/api/setup', { method: 'POST', body });
      const { signIn } = await import('next-auth/react');
      await signIn('credentials', { email: body.email, password: body.password, redirect: false });
      location.assign('/funnels');
    } catch (thrown) {
      setError(thrown);
      setBusy(false);
    }
  };
  return (
    <form action={submit} className="mt-6 flex flex-col gap-4">
      <Field label="Your name" error={faultOf('name')}>
        {(control) => (
          <Input
            {...control}
            name="name"
            defaultValue={typed.name}
            autoComplete="name"
            required
            autoFocus
            className="h-10!"
          />
        )}
      </Field>
      <Field label="E-mail" error={faultOf('email')}>
        {(control) => (
          <Input
            {...control}
            name="email"
            defaultValue={typed.email}
            type="email"
            autoComplete="username"
            required
            className="h-10!"
          />
        )}
      </Field>
      <Field
        label="Password"
        hint={`At least ${passwordMinLength} characters; a few unrelated words are good.`}
        error={faultOf('password')}
      >
        {(control) => (
          <Input
            {...control}
            name="password"
            type="password"
            autoComplete="new-password"
            minLength={passwordMinLength}
            required
            className="h-10!"
          />
        )}
      </Field>
      {error && faults.length === 0 ? <ErrorState error={error} isInline /> : null}
      <Button type="submit" variant="primary" isLoading={isBusy} className="h-10!">
        Make me the first admin
      </Button>
    </form>
  );
}
