import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { fireEvent, render, screen, waitFor } from '@testing-library/react';
import { describe, expect, it, vi } from 'vitest';
import { PeopleSheet } from '#components/funnels/people-sheet';
import type { PersonInStep } from '#lib/funnels/answers';
import type { PeopleChoice } from '#lib/funnels/url-state';

const QUESTION = {
  steps: [{ step: 'view' }, { step: 'save' }],
  from: '2026-01-01T00:00:00Z',
  to: '2026-02-01T00:00:00Z',
};

const COUNTED_AT = '2026-01-20T08:30:12.000Z';

function serve(pages: { users: PersonInStep[]; total: number; nextCursor: string | null }[]) {
  const asked: unknown[] = [];
  vi.stubGlobal('fetch', async (_path: string, init: RequestInit) => {
    asked.push(JSON.parse(String(init.body)));
    return Response.json(pages[asked.length - 1] ?? pages.at(-1));
  });
  return asked;
}

function open(choice: PeopleChoice, count = 0) {
  const onDisagree = vi.fn();
  render(
    <QueryClientProvider client={new QueryClient({ defaultOptions: { queries: { retry: false } } })}>
      <PeopleSheet
        question={QUESTION}
        choice={choice}
        stepNames={['view', 'save']}
        unit="user"
        count={count}
        countedAt={COUNTED_AT}
        onDisagree={onDisagree}
        onClose={() => {}}
      />
    </QueryClientProvider>,
  );
  return onDisagree;
}

const LATE: PersonInStep = {
  userId: 'ana',
  steps: ['2026-01-05T10:00:00.000Z'],
  stoppedBecause: 'save came 3 min too late',
};

describe('the people behind a number', () => {
  it('are named with the total, and each with the reason', async () => {
    serve([{ users: [LATE], total: 1, nextCursor: null }]);
    open({ step: 2, outcome: 'dropped' });
    expect(
      await screen.findByRole('heading', { name: '1 user who did not reach step 2, save' }),
    ).toBeDefined();
    expect(screen.getByText('save came 3 min too late')).toBeDefined();
  });

  it('show their whole run', async () => {
    serve([{ users: [LATE], total: 1, nextCursor: null }]);
    open({ step: 2, outcome: 'dropped' });
    fireEvent.click(await screen.findByRole('button', { name: 'Details' }));
    expect(screen.getAllByRole('listitem')[0]?.textContent).toBe('1 view5 Jan 2026, 10:00:00 UTC');
  });

  it('come page by page', async () => {
    const bob: PersonInStep = {
      userId: 'bob',
      steps: ['2026-01-05T10:00:00.000Z', '2026-01-05T11:30:00.000Z'],
      stoppedBecause: null,
    };
    const asked = serve([
      { users: [{ ...bob, userId: 'abe' }], total: 2, nextCursor: 'after-abe' },
      { users: [bob], total: 2, nextCursor: null },
    ]);
    open({ step: 2, outcome: 'converted' });
    fireEvent.click(await screen.findByRole('button', { name: 'Show more' }));
    expect(await screen.findByText('bob')).toBeDefined();
    expect(screen.getAllByText('1 h 30 min')).toHaveLength(2);
    expect(asked[1]).toMatchObject({ step: 2, outcome: 'converted', cursor: 'after-abe', asOf: COUNTED_AT });
    expect(screen.queryByRole('button', { name: 'Show more' })).toBeNull();
  });

  it('make the page count again when they are not as many as it says', async () => {
    serve([{ users: [LATE], total: 1, nextCursor: null }]);
    const onDisagree = open({ step: 2, outcome: 'dropped' }, 2);
    await screen.findByText('ana');
    expect(onDisagree).toHaveBeenCalledOnce();
  });

  it('leave the page alone when they are', async () => {
    serve([{ users: [LATE], total: 1, nextCursor: null }]);
    const onDisagree = open({ step: 2, outcome: 'dropped' }, 1);
    await screen.findByText('ana');
    expect(onDisagree).not.toHaveBeenCalled();
  });

  it('say so when they cannot be loaded', async () => {
    vi.stubGlobal('fetch', async () =>
      Response.json({ code: 'timeout', detail: 'It took too long.', requestId: 'r-1' }, { status: 504 }),
    );
    open({ step: 1, outcome: 'converted' });
    await waitFor(() => expect(screen.getByRole('alert').textContent).toContain('It took too long.'));
  });
});
