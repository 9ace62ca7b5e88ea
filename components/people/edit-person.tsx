'use client';

import { useMutation } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { OneTimeSecret } from '#components/people/one-time-secret';
import { RoleField } from '#components/people/role-field';
import { Button } from '#components/ui/button';
import { Sheet } from '#components/ui/dialog';
import { ErrorState } from '#components/ui/error-state';
import { Field } from '#components/ui/field';
import { Input } from '#components/ui/input';
import { useToast } from '#components/ui/toast';
import {
  endSessionsMutation,
  proposeApproverChangeMutation,
  resetPasswordMutation,
  updatePersonMutation,
} from '#lib/people/client';
import type { PersonView } from '#lib/people/schema';

interface EditPersonProps {
  person: PersonView;
  onClose: () => void;
}

/** Everything an admin can change about one person, beside the list. */
export function EditPerson({ person, onClose }: EditPersonProps) {
  return (
    <Sheet isOpen onClose={onClose} title={person.name} description={person.email}>
      <div className="flex flex-col gap-6 pb-6">
        <NameAndRole person={person} />
        <ApproverMark person={person} />
        <Access person={person} />
      </div>
    </Sheet>
  );
}

function Part({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section className="flex flex-col items-start gap-3 border-line border-t pt-4">
      <h3 className="font-semibold">{title}</h3>
      {children}
    </section>
  );
}

function NameAndRole({ person }: { person: PersonView }) {
  const [name, setName] = useState(person.name);
  const [role, setRole] = useState(person.role);
  const update = useMutation(updatePersonMutation());
  const toast = useToast();
  const isChanged = name.trim() !== person.name || role !== person.role;
  const save = () =>
    update.mutate(
      { id: person.id, name: name.trim(), role },
      { onSuccess: () => toast({ title: `${name.trim()} is saved` }) },
    );
  return (
    <Part title="Name and role">
      <Field label="Name" className="w-full">
        {(control) => <Input {...control} value={name} onChange={(event) => setName(event.target.value)} />}
      </Field>
      <RoleField role={role} onRole={setRole} note="A change of role ends the sessions of this person." />
      {update.error ? <ErrorState error={update.error} isInline /> : null}
      <Button
        variant="primary"
        disabled={!isChanged || !name.trim()}
        isLoading={update.isPending}
        onClick={save}
      >
        Save
      </Button>
    </Part>
  );
}

function ApproverMark({ person }: { person: PersonView }) {
  const proposal = useMutation(proposeApproverChangeMutation());
  const toast = useToast();
  const propose = () =>
    proposal.mutate(
      { personId: person.id, isApprover: !person.isApprover },
      { onSuccess: () => toast({ title: 'Proposed: a second admin has to confirm it' }) },
    );
  return (
    <Part title="Approver">
      <p className="text-ink-2">
        {person.isApprover
          ? `${person.name} is on the approver list.`
          : `${person.name} is not on the approver list.`}{' '}
        The list takes two admins: one proposes, another confirms.
      </p>
      {proposal.error ? <ErrorState error={proposal.error} isInline /> : null}
      <Button isLoading={proposal.isPending} onClick={propose}>
        {person.isApprover ? 'Propose to remove' : 'Propose as approver'}
      </Button>
    </Part>
  );
}

function Access({ person }: { person: PersonView }) {
  const update = useMutation(updatePersonMutation());
  const reset = useMutation(resetPasswordMutation());
  const end = useMutation(endSessionsMutation());
  const toast = useToast();
  const error = update.error ?? reset.error ?? end.error;
  return (
    <Part title="Access">
      {reset.data?.generatedPassword ? (
        <OneTimeSecret kind="password" value={reset.data.generatedPassword} />
      ) : (
        <p className="text-ink-2">A new password ends all sessions and is shown once, here.</p>
      )}
      {error ? <ErrorState error={error} isInline /> : null}
      <div className="flex flex-wrap gap-2">
        <Button isLoading={reset.isPending} onClick={() => reset.mutate({ id: person.id })}>
          New password
        </Button>
        <Button
          isLoading={end.isPending}
          onClick={() =>
            end.mutate({ id: person.id }, { onSuccess: () => toast({ title: 'All sessions are ended' }) })
          }
        >
          End sessions
        </Button>
        <Button
          variant={person.isActive ? 'danger' : 'secondary'}
          isLoading={update.isPending}
          onClick={() => update.mutate({ id: person.id, isActive: !person.isActive })}
        >
          {person.isActive ? 'Disable account' : 'Enable account'}
        </Button>
      </div>
    </Part>
  );
}
