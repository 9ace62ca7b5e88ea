'use client';

import { useQuery } from '@tanstack/react-query';
import { type FormEvent, useEffect, useState } from 'react';
import type { EventsViewState } from '#components/events/use-events-view';
import { Button } from '#components/ui/button';
import { Combobox } from '#components/ui/combobox';
import { DateRangePicker } from '#components/ui/date-range-picker';
import { Field } from '#components/ui/field';
import { Input } from '#components/ui/input';
import { formatCompact } from '#lib/core/format';
import { eventTypesQuery } from '#lib/events/client';
import { readRange, writeRange } from '#lib/funnels/period';

const ALL = '';

/** Which events the page is about: days, type, feature and user. */
export function FilterBar({ view, filter, change }: EventsViewState) {
  const known = useQuery(eventTypesQuery({ from: filter.from, to: filter.to }));
  const types = (known.data?.eventTypes ?? []).map(({ type, count }) => ({
    value: type,
    label: type,
    detail: formatCompact(count),
  }));
  const features = (known.data?.features ?? []).map(({ feature, count }) => ({
    value: feature,
    label: feature,
    detail: formatCompact(count),
  }));
  const isFiltered = view.type !== null || view.feature !== null || view.user !== null;
  return (
    <search className="flex flex-wrap items-center gap-2">
      <DateRangePicker
        value={readRange(view.range)}
        onValueChange={(range) => change({ range: writeRange(range) })}
      />
      <span className="w-44">
        <Combobox
          label="Type"
          options={[{ value: ALL, label: 'All types' }, ...types]}
          value={view.type ?? ALL}
          onValueChange={(type) => change({ type: type === ALL ? null : type })}
          isLoading={known.isPending}
          isFreeTextAllowed
        />
      </span>
      <span className="w-44">
        <Combobox
          label="Feature"
          options={[{ value: ALL, label: 'All features' }, ...features]}
          value={view.feature ?? ALL}
          onValueChange={(feature) => change({ feature: feature === ALL ? null : feature })}
          isLoading={known.isPending}
          isFreeTextAllowed
        />
      </span>
      <UserField user={view.user} onUser={(user) => change({ user })} />
      {isFiltered ? (
        <Button variant="quiet" onClick={() => change({ type: null, feature: null, user: null })}>
          Clear
        </Button>
      ) : null}
    </search>
  );
}

/** Takes what was typed with Enter, or when the field is left: a part of an id finds nobody. */
function UserField({ user, onUser }: { user: string | null; onUser: (user: string | null) => void }) {
  const [typed, setTyped] = useState(user ?? '');
  useEffect(() => setTyped(user ?? ''), [user]);
  const take = (event?: FormEvent) => {
    event?.preventDefault();
    if (typed.trim() !== (user ?? '')) onUser(typed.trim() || null);
  };
  return (
    <form onSubmit={take} className="w-44">
      <Field label="User id" isLabelHidden>
        {(control) => (
          <Input
            {...control}
            type="search"
            placeholder="User id"
            autoComplete="off"
            spellCheck={false}
            maxLength={256}
            value={typed}
            onChange={(event) => setTyped(event.target.value)}
            onBlur={() => take()}
          />
        )}
      </Field>
    </form>
  );
}
