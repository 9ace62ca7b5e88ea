import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { cleanup, render, screen } from '@testing-library/react';
import { afterEach, describe, expect, it } from 'vitest';
import { ChecklistRow } from '#components/incidents/checklist-row';
import type { ServedItem } from '#lib/incidents/answers';

afterEach(cleanup);

const OPEN: ServedItem = {
  ...{ item: 'check_logs', state: 'open', by: null, byKind: null, at: null, reason: null },
  ...{ evidence: null, look: null },
};

function show(item: Partial<ServedItem>, canWork = true) {
  render(
    <QueryClientProvider client={new QueryClient()}>
      <ul>
        <ChecklistRow incidentId="i1" item={{ ...OPEN, ...item }} canWork={canWork} />
      </ul>
    </QueryClientProvider>,
  );
  return screen.queryAllByRole('button').map((button) => button.textContent);
}

describe('an item of the checklist', () => {
  it.each<[string, Partial<ServedItem>, string[]]>([
    ['what only people know is ticked or waived', {}, ['Tick', 'Waive']],
    ['what the product sees is not ticked in its place', { item: 'health_ok' }, ['Waive']],
    [
      'nor while it does not hold',
      { item: 'health_ok', look: { result: 'not_yet', why: 'It answered 503.' } },
      ['Waive'],
    ],
    [
      'what it cannot see is ticked by hand',
      { item: 'health_ok', look: { result: 'unable', why: 'No endpoint.' } },
      ['Tick', 'Waive'],
    ],
    ['what is ticked may be opened again', { state: 'ticked', by: 'Eva' }, ['Open again']],
    ['and what is waived too', { state: 'waived', by: 'Eva', reason: 'None' }, ['Open again']],
  ])('%s', (_, item, deeds) => {
    expect(show(item)).toEqual(deeds);
  });

  it('offers nothing to those who only read', () => {
    expect(show({}, false)).toEqual([]);
  });

  it('says why it does not hold yet, what was seen, and who says so', () => {
    show({ item: 'health_ok', look: { result: 'not_yet', why: 'It answered 503.' } });
    expect(screen.getByText('It answered 503.')).toBeTruthy();
    const evidence = { sentence: 'Read back: vpr at version 11.', href: '/changes/c1' };
    show({ item: 'versions_updated', state: 'ticked', by: 'automation', byKind: 'system', evidence });
    expect(screen.getByText(/Read back/)).toBeTruthy();
    expect(screen.getByText(/Ticked by Flightdeck/)).toBeTruthy();
    expect(screen.getByRole('link', { name: 'See it' }).getAttribute('href')).toBe('/changes/c1');
  });
});
