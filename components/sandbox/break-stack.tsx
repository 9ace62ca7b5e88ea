'use client';

import { useMutation, useQuery } from '@tanstack/react-query';
import type { Route } from 'next';
import Link from 'next/link';
import { useState } from 'react';
import { DeedRow } from '#components/sandbox/deed-row';
import { STACK_DEEDS } from '#components/sandbox/deeds';
import { Section } from '#components/sandbox/section';
import { ErrorState } from '#components/ui/error-state';
import { Field } from '#components/ui/field';
import { Notice } from '#components/ui/notice';
import { Select } from '#components/ui/select';
import { failStackMutation } from '#lib/rehearsals/client';
import { stacksOptions } from '#lib/stacks/client';

/** A stack whose next update fails. */
export function BreakStack() {
  const list = useQuery(stacksOptions());
  const fail = useMutation(failStackMutation());
  const [chosen, setChosen] = useState<string | null>(null);
  const stacks = list.data?.stacks ?? [];
  const name = chosen ?? stacks[0]?.name ?? '';
  const found = stacks.find((stack) => stack.name === name);
  return (
    <Section title="Break a stack">
      {list.error ? (
        <ErrorState error={list.error} doing="load the stacks" onRetry={() => void list.refetch()} />
      ) : null}
      <div className="mb-4 sm:w-72">
        <Field label="Stack" hint={found ? `Now in ${found.status}.` : null}>
          {(control) => (
            <Select
              {...control}
              disabled={stacks.length === 0}
              options={
                stacks.length === 0
                  ? [{ value: '', label: 'Reading the stacks …' }]
                  : stacks.map((stack) => ({ value: stack.name, label: stack.name }))
              }
              value={name}
              onValueChange={setChosen}
            />
          )}
        </Field>
      </div>
      <ul className="divide-y divide-line border-line border-y lg:w-1/2">
        {STACK_DEEDS.map(({ kind, label, words }) => (
          <DeedRow
            key={kind}
            label={label}
            words={words}
            isDisabled={name === '' || fail.isPending}
            onAct={() => fail.mutate({ stack: name, kind })}
          />
        ))}
      </ul>
      {fail.data ? (
        <Notice tone="good" role="status" className="mt-4">
          <span className="font-mono">{fail.data.stack}</span> is in {fail.data.status}; the update fails in
          less than a minute.{' '}
          <Link href={`/stacks?stack=${fail.data.stack}` as Route} className="underline">
            See it on Stacks
          </Link>
        </Notice>
      ) : null}
      {fail.error ? <ErrorState isInline error={fail.error} doing="break the stack" /> : null}
    </Section>
  );
}
