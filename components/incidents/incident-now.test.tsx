import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { cleanup, render, screen } from '@testing-library/react';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { IncidentNow } from '#components/incidents/incident-now';
import type { LiveFunction, LiveFunctions, ServedPoint } from '#lib/functions/answers';
import { liveFunctionsOptions } from '#lib/functions/client';
import type { ServedIncident } from '#lib/incidents/answers';

afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

const NAME = 'careervp-prod-vpr';
const minutesAgo = (minutes: number) => new Date(Date.now() - minutes * 60_000).toISOString();
const point = (minutes: number, calls: number, errors: number): ServedPoint => ({
  at: minutesAgo(minutes),
  calls,
  errors,
  p95Ms: null,
});

/** A function whose version failed until three minutes ago, and another is live since. */
const FOUND: Partial<LiveFunction> = {
  ...{ name: NAME, version: '11', alarms: [] },
  since: { at: minutesAgo(3.5), by: 'Eva', changeId: null, sentence: '' },
  points: [point(5, 300, 150), point(4, 300, 150), point(3, 300, 0), point(2, 300, 3)],
};

function show({ readAt = minutesAgo(0), functions = [FOUND], status = 'open' } = {}): void {
  const answer: LiveFunctions = {
    cloud: 'sandbox',
    region: 'us-east-1',
    functions: functions as LiveFunction[],
    expected: 1,
    readAt,
    problem: null,
  };
  vi.stubGlobal('fetch', async () => Response.json(answer));
  // Of an incident this draws these alone.
  const incident = { status, functions: [NAME], changes: [] } as Partial<ServedIncident> as ServedIncident;
  const client = new QueryClient();
  client.setQueryData(liveFunctionsOptions().queryKey, answer);
  render(
    <QueryClientProvider client={client}>
      <IncidentNow incident={incident} />
    </QueryClientProvider>,
  );
}

describe('how it is now', () => {
  it('is that of the live version, whatever the one before did', () => {
    show();
    expect(screen.getByText('Version 11 is live; 0.5% of its last 600 calls failed.')).toBeDefined();
  });

  it('is not told from what was read a while ago', () => {
    show({ readAt: minutesAgo(4) });
    expect(screen.getByText('Reading how it is …')).toBeDefined();
    expect(screen.queryByText(/is live/)).toBeNull();
  });

  it('says of a function that is gone that it is', () => {
    show({ functions: [] });
    expect(screen.getByText('It is not among the functions that AWS lists.')).toBeDefined();
  });

  it('is not asked of a closed incident', () => {
    show({ status: 'closed' });
    expect(screen.queryByText('Reading how it is …')).toBeNull();
  });
});
