'use client';

import { useMutation, useQuery } from '@tanstack/react-query';
import { useRouter } from 'next/navigation';
import { type ReactNode, useState } from 'react';
import { ChangePassword } from '#components/account/change-password';
import { ThemeChoice } from '#components/account/theme-choice';
import { ROLE_MEANING } from '#components/people/roles';
import { Answered } from '#components/shell/answered';
import { signOut } from '#components/shell/sign-out';
import { Button } from '#components/ui/button';
import { ErrorState } from '#components/ui/error-state';
import { Field } from '#components/ui/field';
import { Input } from '#components/ui/input';
import { PageHeader } from '#components/ui/page-header';
import { Skeleton } from '#components/ui/skeleton';
import { useToast } from '#components/ui/toast';
import type { Theme } from '#lib/core/theme';
import { meOptions, updateMeMutation } from '#lib/people/client';
import type { PersonView } from '#lib/people/schema';

/** What concerns only the person who is signed in. */
export function Account({ theme, passwordMinLength }: { theme: Theme; passwordMinLength: number }) {
  const me = useQuery(meOptions());
  return (
    <Answered query={me} doing="load your account" skeleton={<Skeleton className="h-96" />}>
      {(person) => (
        <>
          <PageHeader
            title="Account"
            subtitle={`${person.email} · ${person.role}: ${ROLE_MEANING[person.role]}`}
          />
          <Part title="Name" hint="How others see you, here and in the audit.">
            <OwnName key={person.name} person={person} />
          </Part>
          <Part title="Theme" hint="Of this browser.">
            <ThemeChoice initial={theme} />
          </Part>
          {person.hasPassword ? (
            <Part title="Password" hint="A change ends all your sessions.">
              <ChangePassword minLength={passwordMinLength} />
            </Part>
          ) : null}
          <Part title="Session" hint="A session ends by itself after 12 hours.">
            <Button onClick={() => void signOut()}>Sign out of this browser</Button>
          </Part>
        </>
      )}
    </Answered>
  );
}

function Part({ title, hint, children }: { title: string; hint: string; children: ReactNode }) {
  return (
    <section className="grid gap-x-8 gap-y-3 border-line border-t py-6 md:grid-cols-[14rem_minmax(0,1fr)]">
      <div>
        <h2 className="font-semibold">{title}</h2>
        <p className="text-12 text-ink-3">{hint}</p>
      </div>
      <div>{children}</div>
    </section>
  );
}

function OwnName({ person }: { person: PersonView }) {
  const [name, setName] = useState(person.name);
  const update = useMutation(updateMeMutation());
  const router = useRouter();
  const toast = useToast();
  const isReady = name.trim() !== '' && name.trim() !== person.name;
  const save = () =>
    update.mutate(
      { name: name.trim() },
      {
        onSuccess: () => {
          toast({ title: 'Your name is saved' });
          router.refresh();
        },
      },
    );
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        save();
      }}
      className="flex max-w-sm flex-col gap-2"
    >
      <div className="flex items-end gap-2">
        <Field label="Your name" isLabelHidden className="grow">
          {(control) => (
            <Input
              {...control}
              autoComplete="name"
              maxLength={120}
              value={name}
              onChange={(event) => setName(event.target.value)}
            />
          )}
        </Field>
        <Button type="submit" disabled={!isReady} isLoading={update.isPending}>
          Save
        </Button>
      </div>
      {update.error ? <ErrorState error={update.error} isInline /> : null}
    </form>
  );
}
