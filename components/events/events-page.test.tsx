import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { fireEvent, render, screen } from '@testing-library/react';
import type { ReactNode } from 'react';
import { describe, expect, it, vi } from 'vitest';
import { NothingFound } from '#components/events/nothing-found';
import { RejectedEvents } from '#components/events/rejected-events';
import { ToastProvider } from '#components/ui/toast';
import type { RejectedAnswer } from '#lib/events/rejected/schema';

const FILTER = { from: '2026-03-01T00:00:00.000Z', to: '2026-03-08T00:00:00.000Z' };
const TYPES = ['click_generate', 'view'].map((type) => ({
  type,
  count: 3,
  features: [],
  lastSeen: FILTER.from,
}));

function show(element: ReactNode, answer: unknown): void {
  vi.stubGlobal(
    'fetch',
    vi.fn(async () => Response.json(answer)),
  );
  render(
    <QueryClientProvider client={new QueryClient()}>
      <ToastProvider>{element}</ToastProvider>
    </QueryClientProvider>,
  );
}

describe('NothingFound', () => {
  const found = (type: string | null, dataThrough: string | null = FILTER.to) => {
    const change = vi.fn();
    const view = { range: '7d', type, feature: null, user: null, show: 'types' as const };
    return {
      change,
      element: <NothingFound state={{ view, filter: FILTER, change }} dataThrough={dataThrough} />,
    };
  };

  it('names the types that are most like one that does not exist, and goes there', async () => {
    const { change, element } = found('clickGenerate');
    show(element, { eventTypes: TYPES, features: [], total: 6 });
    fireEvent.click(await screen.findByRole('button', { name: 'click_generate (3)' }));
    expect(change).toHaveBeenCalledWith({ type: 'click_generate' });
    expect(screen.getByRole('heading', { name: 'No event has the type clickGenerate' })).toBeTruthy();
  });

  it('goes to the week of the newest event when these days have none', async () => {
    const { change, element } = found(null, '2026-01-31T23:00:00.000Z');
    show(element, { eventTypes: [], features: [], total: 0 });
    fireEvent.click(await screen.findByRole('button', { name: 'Show the week of the newest event' }));
    expect(change).toHaveBeenCalledWith({ range: '2026-01-25..2026-01-31' });
  });

  it('says how to begin when there is nothing at all', () => {
    show(found(null, null).element, { eventTypes: [], features: [], total: 0 });
    expect(screen.getByRole('link', { name: 'Import a file' })).toBeTruthy();
  });
});

describe('RejectedEvents', () => {
  const answer = (samples: string[] | null): RejectedAnswer => ({
    rejected: [
      {
        isBatch: false,
        sender: 'shop',
        type: 'buy',
        reason: 'userId: must be there',
        count: 1204,
        firstAt: FILTER.from,
        lastAt: FILTER.to,
        samples,
      },
    ],
    totals: { events: 1204, batches: 1 },
    imports: [{ id: '1', fileName: 'orders.csv', rejected: 3, finishedAt: FILTER.to }],
    days: 7,
    nextCursor: null,
  });

  it('shows reasons, counts and some of what was sent', async () => {
    show(<RejectedEvents />, answer(['{"type":"buy"}', '{"type":"buy"}']));
    expect(
      await screen.findByText(/^1,204 events and 1 whole batch refused in the last 7 days/),
    ).toBeTruthy();
    expect(screen.getByRole('link', { name: 'orders.csv' }).getAttribute('href')).toBe('/import/1');
    fireEvent.click(screen.getByRole('button', { name: 'Details' }));
    expect(screen.getAllByText('{"type":"buy"}')).toHaveLength(1);
  });

  it('keeps what was sent from those who may not send', async () => {
    show(<RejectedEvents />, answer(null));
    fireEvent.click(await screen.findByRole('button', { name: 'Details' }));
    expect(screen.getByText(/may hold personal data/)).toBeTruthy();
  });
});
