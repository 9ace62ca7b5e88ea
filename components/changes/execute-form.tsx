'use client';

import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { SignInAgain } from '#components/changes/sign-in-again';
import { Button } from '#components/ui/button';
import { ErrorState } from '#components/ui/error-state';
import { Field } from '#components/ui/field';
import { Input } from '#components/ui/input';
import type { ServedChange } from '#lib/changes/answers';
import { changeKeys, executeChangeMutation } from '#lib/changes/client';
import { deedOf } from '#lib/changes/deed-of';

interface ExecuteFormProps {
  change: ServedChange;
  email: string;
}

/** The one deed of the page: its button says what it does, and all that keeps it from being pressed. */
export function ExecuteForm({ change, email }: ExecuteFormProps) {
  const [typed, setTyped] = useState('');
  const client = useQueryClient();
  const refresh = () => client.invalidateQueries({ queryKey: [...changeKeys.all, change.id] });
  const execute = useMutation({ ...executeChangeMutation(change), onSettled: refresh });
  const failed = change.checks.filter(({ status }) => status !== 'pass');
  const reasons = [
    ...failed.map(({ reason }) => reason),
    ...(typed.trim() === change.confirmation ? [] : [`Type ${change.confirmation} to confirm.`]),
  ];
  return (
    <div className="flex flex-col gap-4">
      {failed.some(({ id }) => id === 'signed_in_recently') ? (
        <SignInAgain email={email} onDone={() => void refresh()} />
      ) : null}
      <form
        className="flex flex-col gap-4"
        onSubmit={(event) => {
          event.preventDefault();
          if (reasons.length === 0) execute.mutate(typed.trim());
        }}
      >
        <Field label={`Type ${change.confirmation} to confirm`}>
          {(control) => (
            <Input
              {...control}
              autoFocus
              autoComplete="off"
              autoCapitalize="off"
              spellCheck={false}
              value={typed}
              onChange={(event) => setTyped(event.target.value)}
            />
          )}
        </Field>
        <div>
          <Button
            type="submit"
            variant="danger"
            className="h-auto! min-h-8 whitespace-normal! py-1 text-left"
            reasons={reasons}
            isLoading={execute.isPending || execute.isSuccess}
          >
            {deedOf(change)} in {change.environment}
          </Button>
        </div>
      </form>
      {execute.error ? (
        <ErrorState isInline error={execute.error} doing="begin" lost="Nothing was changed." />
      ) : null}
    </div>
  );
}
