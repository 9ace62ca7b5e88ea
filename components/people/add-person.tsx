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
import { AppError } from '#lib/core/errors';
import type { Role } from '#lib/core/roles';
import { createPersonMutation } from '#lib/people/client';

/** Adds somebody: name, address, role; the product makes the first password and shows it once. */
export function AddPerson({ onClose }: { onClose: () => void }) {
  const creation = useMutation(createPersonMutation());
  const [role, setRole] = useState<Role>('viewer');
  const faults = creation.error instanceof AppError ? (creation.error.errors ?? []) : [];
  const faultOf = (path: string) => faults.find((fault) => fault.path === path)?.message;
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    creation.mutate({ name: `${form.get('name')}`, email: `${form.get('email')}`, role });
  };
  if (creation.data) {
    const { person, generatedPassword } = creation.data;
    return (
      <Dialog
        isOpen
        onClose={onClose}
        title={`${person.name} is added`}
        description={`Give ${person.email} this password; it can be changed on the Account page.`}
        footer={
          <Button variant="primary" onClick={onClose}>
            Done
          </Button>
        }
      >
        {generatedPassword ? <OneTimeSecret kind="password" value={generatedPassword} /> : null}
      </Dialog>
    );
  }
  return (
    <Dialog isOpen onClose={onClose} title="Add a person">
      <form onSubmit={submit} className="flex flex-col gap-4 pb-4">
        <Field label="Name" error={faultOf('name')}>
          {(control) => <Input {...control} name="name" autoComplete="off" required />}
        </Field>
        <Field label="E-mail" error={faultOf('email')}>
          {(control) => <Input {...control} name="email" type="email" autoComplete="off" required />}
        </Field>
        <RoleField role={role} onRole={setRole} />
        {creation.error && faults.length === 0 ? <ErrorState error={creation.error} isInline /> : null}
        <div className="flex justify-end gap-2">
          <Button variant="quiet" onClick={onClose}>
            Cancel
          </Button>
          <Button type="submit" variant="primary" isLoading={creation.isPending}>
            Add person
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
