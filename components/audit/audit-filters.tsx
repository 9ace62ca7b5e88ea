'use client';

import { parseAsString, useQueryStates } from 'nuqs';
import { filtersOf } from '#components/audit/filters-of';
import { Button } from '#components/ui/button';
import { Field } from '#components/ui/field';
import { Input } from '#components/ui/input';

const WAIT_MS = 300;

const PARSERS = {
  actor: parseAsString,
  action: parseAsString,
  subject: parseAsString,
  from: parseAsString,
  to: parseAsString,
};

/** The filters in the URL, so that a link shows the same list. */
export function useAuditFilters() {
  const [state, setState] = useQueryStates(PARSERS);
  const filters = filtersOf(state);
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
              value={state[name] ?? ''}
              onChange={(event) => void setState({ [name]: event.target.value || null })}
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
