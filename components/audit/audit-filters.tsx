'use client';

import { parseAsIsoDate, parseAsString, useQueryStates } from 'nuqs';
import { Button } from '#components/ui/button';
import { Field } from '#components/ui/field';
import { Input } from '#components/ui/input';
import type { AuditFilters } from '#lib/audit/schema';

const DAY_MS = 86_400_000;
const WAIT_MS = 300;

const PARSERS = {
  actor: parseAsString,
  action: parseAsString,
  subject: parseAsString,
  from: parseAsIsoDate,
  to: parseAsIsoDate,
};

/** The filters in the URL, so that a link shows the same list. Days are UTC; the last one is included. */
export function useAuditFilters() {
  const [state, setState] = useQueryStates(PARSERS);
  const filters: AuditFilters = {
    ...(state.actor ? { actor: state.actor } : {}),
    ...(state.action ? { action: state.action } : {}),
    ...(state.subject ? { subject: state.subject } : {}),
    ...(state.from ? { from: state.from.toISOString() } : {}),
    ...(state.to ? { to: new Date(state.to.getTime() + DAY_MS).toISOString() } : {}),
  };
  return { state, setState, filters, isFiltered: Object.keys(filters).length > 0 };
}

type Controls = Pick<ReturnType<typeof useAuditFilters>, 'state' | 'setState' | 'isFiltered'>;

const TEXTS = [
  { name: 'actor', label: 'Who', placeholder: 'name or id' },
  { name: 'action', label: 'Did what', placeholder: 'person.created, funnel…' },
  { name: 'subject', label: 'To what', placeholder: 'kind, id or kind:id' },
] as const;

/** One line of filters over the list. */
export function AuditFilterBar({ state, setState, isFiltered }: Controls) {
  const limitUrlUpdates = { method: 'debounce', timeMs: WAIT_MS } as const;
  return (
    <search className="mb-3 flex flex-wrap items-end gap-3">
      {TEXTS.map(({ name, label, placeholder }) => (
        <Field
          key={name}
          label={label}
          className="min-w-[calc(50%-0.5rem)] grow basis-0 sm:min-w-36 sm:max-w-52"
        >
          {(control) => (
            <Input
              {...control}
              type="search"
              placeholder={placeholder}
              value={state[name] ?? ''}
              onChange={(event) => void setState({ [name]: event.target.value || null }, { limitUrlUpdates })}
            />
          )}
        </Field>
      ))}
      {(['from', 'to'] as const).map((name) => (
        <Field
          key={name}
          label={name === 'from' ? 'From (UTC)' : 'Through (UTC)'}
          className="min-w-[calc(50%-0.5rem)] grow basis-0 sm:w-36 sm:min-w-0 sm:grow-0 sm:basis-auto"
        >
          {(control) => (
            <Input
              {...control}
              type="date"
              value={state[name]?.toISOString().slice(0, 10) ?? ''}
              onChange={(event) => void setState({ [name]: dayOf(event.target.value) })}
            />
          )}
        </Field>
      ))}
      {isFiltered ? (
        <Button variant="quiet" onClick={() => void setState(null)}>
          Clear
        </Button>
      ) : null}
    </search>
  );
}

function dayOf(text: string): Date | null {
  const day = new Date(text);
  return Number.isNaN(day.getTime()) ? null : day;
}
