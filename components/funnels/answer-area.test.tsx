import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { act, fireEvent, render, screen } from '@testing-library/react';
import { NuqsTestingAdapter } from 'nuqs/adapters/testing';
import { describe, expect, it, vi } from 'vitest';
import { FunnelAnswerArea } from '#components/funnels/answer-area';
import type { CountingState } from '#components/funnels/use-funnel-answer';
import { RemoteError } from '#lib/core/fetch-json';
import { funnelAnswer, stepResults } from '#lib/testing/funnel-answer';

const QUESTION = {
  steps: [{ step: 'view' }, { step: 'click_generate' }],
  from: '2026-01-01T00:00:00.000Z',
  to: '2026-01-31T00:00:00.000Z',
};

const IDLE: CountingState = {
  answer: undefined,
  error: null,
  faults: new Map(),
  isCounting: false,
  isStale: false,
  isStopped: false,
  cancel: () => {},
  retry: () => {},
};

function show(counting: Partial<CountingState>, search = '') {
  // The panels below ask for their own answers; here they wait for ever.
  vi.stubGlobal('fetch', () => new Promise(() => {}));
  render(
    <QueryClientProvider client={new QueryClient()}>
      <NuqsTestingAdapter searchParams={search}>
        <FunnelAnswerArea
          question={QUESTION}
          counting={{ ...IDLE, ...counting }}
          title="Cover letter"
          definition="Users who did view"
          breakdown={null}
          timeZone="UTC"
          isBehind={false}
        />
      </NuqsTestingAdapter>
    </QueryClientProvider>,
  );
}

const OPEN = funnelAnswer(
  stepResults([
    { count: 1000, matured: 800 },
    { count: 500, pending: 100, matured: 440 },
  ]),
);

describe('the answer', () => {
  it('is final where it can be, and says so', () => {
    show({ answer: OPEN });
    expect(
      screen.getByText(/55.0% of 800 users who entered at least one window ago reached click_generate/),
    ).toBeDefined();
    expect(screen.getByText(/The last window of this period closes on 7 Feb 2026/)).toBeDefined();
  });

  it('shows everybody so far when the link says so', () => {
    show({ answer: OPEN }, '?rates=all');
    expect(screen.getAllByText(/50.0% of 1,000 users so far reached click_generate/)[0]).toBeDefined();
  });

  it('shows everybody while no window has closed', () => {
    show({
      answer: funnelAnswer(
        stepResults([
          { count: 50, matured: 0 },
          { count: 20, pending: 30, matured: 0 },
        ]),
      ),
    });
    expect(screen.getAllByText(/40.0% of 50 users so far/)[0]).toBeDefined();
  });

  it('says when it is there, for those who do not see it', () => {
    show({ answer: OPEN });
    expect(screen.getByText(/^Counted\. 50\.0% of 1,000 users/).getAttribute('role')).toBe('status');
  });

  it('can be stopped when it takes long', () => {
    vi.useFakeTimers();
    const cancel = vi.fn();
    show({ isCounting: true, cancel });
    expect(screen.queryByRole('button', { name: 'Cancel' })).toBeNull();
    act(() => vi.advanceTimersByTime(2000));
    fireEvent.click(screen.getByRole('button', { name: 'Cancel' }));
    expect(cancel).toHaveBeenCalledOnce();
    vi.useRealTimers();
  });

  it('can be asked for again after it was stopped', () => {
    const retry = vi.fn();
    show({ isStopped: true, retry });
    fireEvent.click(screen.getByRole('button', { name: 'Count again' }));
    expect(retry).toHaveBeenCalledOnce();
  });

  it('fails with what happened and the request id, and keeps what was there', () => {
    const error = new RemoteError('timeout', { detail: 'It took longer than 30 s.', requestId: 'r-77' });
    show({ answer: OPEN, error });
    expect(screen.getByRole('alert').textContent).toContain('It took longer than 30 s.');
    expect(screen.getByRole('alert').textContent).toContain('r-77');
    expect(screen.getByRole('heading', { name: 'Conversion' })).toBeDefined();
  });

  it('says why nobody is in it and what to do', () => {
    const nobody = funnelAnswer(stepResults([0, 0]), {
      emptySteps: [{ step: 1, message: 'No event of this name in 30 days.', nearest: ['view'] }],
    });
    show({ answer: nobody });
    expect(screen.getByRole('heading', { name: 'No user did view in this period' })).toBeDefined();
    expect(screen.getByText(/No event of this name in 30 days/)).toBeDefined();
  });

  it('leads to the import while the store is empty', () => {
    const answer = funnelAnswer(stepResults([0, 0]));
    show({ answer: { ...answer, meta: { ...answer.meta, dataThrough: null } } });
    expect(screen.getByRole('link', { name: 'Import a file' }).getAttribute('href')).toBe('/import');
  });
});
