'use client';

import { useMutation, useQuery } from '@tanstack/react-query';
import type { Route } from 'next';
import Link from 'next/link';
import { parseAsString, useQueryState } from 'nuqs';
import { useState } from 'react';
import { DeedRow } from '#components/sandbox/deed-row';
import { DEEDS, type Deed } from '#components/sandbox/deeds';
import { Section } from '#components/sandbox/section';
import { Combobox } from '#components/ui/combobox';
import { ErrorState } from '#components/ui/error-state';
import { Field } from '#components/ui/field';
import { Notice } from '#components/ui/notice';
import { Select } from '#components/ui/select';
import { liveFunctionsOptions } from '#lib/functions/client';
import { shipMutation, troubleMutation } from '#lib/rehearsals/client';

const RATES = [
  { value: '0.1', label: '10 % of calls' },
  { value: '0.3', label: '30 % of calls' },
  { value: '1', label: 'every call' },
] as const;
const MINUTES = [
  { value: '10', label: '10 minutes' },
  { value: '30', label: '30 minutes' },
  { value: '240', label: '4 hours' },
] as const;

/** What was done last, and where to see it. */
interface Done {
  name: string;
  words: string;
}

/** One function, and everything that can be done to it. */
export function BreakFunction() {
  const live = useQuery(liveFunctionsOptions());
  const [name, setName] = useQueryState('function', parseAsString);
  const [errorRate, setErrorRate] = useState<(typeof RATES)[number]['value']>('0.3');
  const [minutes, setMinutes] = useState<(typeof MINUTES)[number]['value']>('30');
  const [done, setDone] = useState<Done | null>(null);
  const ship = useMutation(shipMutation());
  const trouble = useMutation(troubleMutation());
  const isBusy = ship.isPending || trouble.isPending;
  const error = ship.error ?? trouble.error;

  const act = async ({ does }: Deed, target: string) => {
    ship.reset();
    trouble.reset();
    setDone(null);
    if ('ship' in does) {
      const body = { function: target, kind: does.ship, errorRate: Number(errorRate) };
      const { version, from, commit } = await ship.mutateAsync(body);
      setDone({ name: target, words: `Version ${version} (${commit}) is live in place of ${from}.` });
    } else {
      await trouble.mutateAsync({ function: target, kind: does.trouble, minutes: Number(minutes) });
      setDone({ name: target, words: 'It is in trouble from outside now; its alarms follow.' });
    }
  };

  return (
    <Section title="Break a function">
      <div className="mb-4 grid gap-3 sm:grid-cols-3">
        <Field label="Function">
          {(control) => (
            <Combobox
              label="Function"
              controlProps={control}
              options={(live.data?.functions ?? []).map((one) => ({ value: one.name, label: one.name }))}
              isLoading={live.isPending || live.data?.readAt === null}
              value={name}
              onValueChange={(chosen) => void setName(chosen)}
              placeholder="Choose a function…"
            />
          )}
        </Field>
        <Field label="A failing version fails">
          {(control) => (
            <Select {...control} options={RATES} value={errorRate} onValueChange={setErrorRate} />
          )}
        </Field>
        <Field label="Trouble from outside lasts">
          {(control) => <Select {...control} options={MINUTES} value={minutes} onValueChange={setMinutes} />}
        </Field>
      </div>
      <div className="grid gap-x-8 gap-y-4 lg:grid-cols-2">
        {DEEDS.map(({ title, deeds }) => (
          <section key={title} aria-label={title}>
            <h3 className="mb-1 font-medium text-12 text-ink-3">{title}</h3>
            <ul className="divide-y divide-line border-line border-y">
              {deeds.map((deed) => (
                <DeedRow
                  key={deed.id}
                  {...deed}
                  isDisabled={name === null || isBusy}
                  onAct={() => void (name === null ? undefined : act(deed, name).catch(() => undefined))}
                />
              ))}
            </ul>
          </section>
        ))}
      </div>
      {name === null ? <p className="mt-2 text-12 text-ink-2">Choose a function first.</p> : null}
      {done ? (
        <Notice tone="good" role="status" className="mt-4">
          <span className="font-mono">{done.name}</span>: {done.words}{' '}
          <Link href={`/live?function=${done.name}` as Route} className="underline">
            See it on Live
          </Link>
        </Notice>
      ) : null}
      {error ? <ErrorState isInline error={error} doing="break it" /> : null}
    </Section>
  );
}
