'use client';

import { useMutation } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { OneTimeSecret } from '#components/people/one-time-secret';
import { RoleField } from '#components/people/role-field';
import { Button } from '#components/ui/button';
import { Dialog } from '#components/ui/dialog';
import { ErrorState } from '#components/ui/error-state';
import { Field } from '#components/ui/field';
import { Input } from '#components/ui/input';
import { Select } from '#components/ui/select';
import type { Role } from '#lib/core/roles';
import { createTokenMutation } from '#lib/people/token-client';

/** How long a token may work, in days; the server's own limits, handed in so that its schemas stay there. */
export interface TokenDays {
  usual: number;
  most: number;
}

/** Makes a token for a program, and shows it once. */
export function CreateToken({ days: limits, onClose }: { days: TokenDays; onClose: () => void }) {
  const creation = useMutation(createTokenMutation());
  const [role, setRole] = useState<Role>('engineer');
  const [days, setDays] = useState(`${limits.usual}`);
  const choices = [7, 30, limits.usual, limits.most].map((each) => ({
    value: `${each}`,
    label: `${each} days`,
  }));
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const name = `${new FormData(event.currentTarget).get('name')}`;
    creation.mutate({ name, role, days: Number(days) });
  };
  if (creation.data) {
    const { token, secret } = creation.data;
    return (
      <Dialog
        isOpen
        onClose={onClose}
        size="large"
        title={`Token “${token.name}”`}
        description="Send it as “Authorization: Bearer …” with each request."
        footer={
          <Button variant="primary" onClick={onClose}>
            Done
          </Button>
        }
      >
        {secret ? (
          <OneTimeSecret kind="token" value={secret} />
        ) : (
          <p>It was shown already and cannot be shown again.</p>
        )}
      </Dialog>
    );
  }
  return (
    <Dialog
      isOpen
      onClose={onClose}
      title="New service token"
      description="For a program. A token never counts as a person: it cannot approve or sign off."
    >
      <form onSubmit={submit} className="flex flex-col gap-4 pb-4">
        <Field label="Name" hint="What will use it: “checkout service”, “nightly import”.">
          {(control) => <Input {...control} name="name" maxLength={80} autoComplete="off" required />}
        </Field>
        <RoleField role={role} onRole={setRole} />
        <Field label="Works for">
          {(control) => (
            <Select {...control} options={choices} value={days} onValueChange={setDays} className="w-full" />
          )}
        </Field>
        {creation.error ? <ErrorState error={creation.error} isInline /> : null}
        <div className="flex justify-end gap-2">
          <Button variant="quiet" onClick={onClose}>
            Cancel
          </Button>
          <Button type="submit" variant="primary" isLoading={creation.isPending}>
            Make token
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
