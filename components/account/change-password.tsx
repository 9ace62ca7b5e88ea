'use client';

import { useMutation } from '@tanstack/react-query';
import type { FormEvent } from 'react';
import { Button } from '#components/ui/button';
import { ErrorState } from '#components/ui/error-state';
import { Field } from '#components/ui/field';
import { Input } from '#components/ui/input';
import { AppError } from '#lib/core/errors';
import { changePasswordMutation } from '#lib/people/client';

/** A new password ends every session, this one too: so it leads to the sign-in page. */
export function ChangePassword({ minLength }: { minLength: number }) {
  const change = useMutation(changePasswordMutation());
  const faults = change.error instanceof AppError ? (change.error.errors ?? []) : [];
  const faultOf = (path: string) => faults.find((fault) => fault.path === path)?.message;
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    change.mutate(
      { currentPassword: `${form.get('current')}`, newPassword: `${form.get('new')}` },
      { onSuccess: () => location.assign('/sign-in') },
    );
  };
  return (
    <form method="post" onSubmit={submit} className="flex max-w-sm flex-col items-start gap-4">
      <Field label="Current password" error={faultOf('currentPassword')} className="w-full">
        {(control) => (
          <Input {...control} name="current" type="password" autoComplete="current-password" required />
        )}
      </Field>
      <Field
        label="New password"
        hint={`At least ${minLength} characters. You will sign in again with it, everywhere.`}
        error={faultOf('newPassword')}
        className="w-full"
      >
        {(control) => (
          <Input
            {...control}
            name="new"
            type="password"
            autoComplete="new-password"
            minLength={minLength}
            required
          />
        )}
      </Field>
      {change.error && faults.length === 0 ? <ErrorState error={change.error} isInline /> : null}
      <Button type="submit" isLoading={change.isPending}>
        Change password
      </Button>
    </form>
  );
}
