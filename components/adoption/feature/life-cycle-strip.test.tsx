import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { fireEvent, render, screen } from '@testing-library/react';
import { describe, expect, it, vi } from 'vitest';
import { LifeCycleStrip } from '#components/adoption/feature/life-cycle-strip';
import { ToastProvider } from '#components/ui/toast';
import { proportion } from '#lib/adoption/metrics';
import { DEFINITIONS } from '#lib/adoption/rate-definitions';
import { featureMetrics } from '#lib/testing/feature-metrics';

const METRICS = featureMetrics(
  {
    discovery: proportion(420, 1000),
    activation: proportion(200, 1000),
    retention7d: proportion(60, 120, 80),
    retention30d: proportion(0, 0, 200),
    referral: proportion(0, 1000),
  },
  { totalUsers: 1000 },
);

function show() {
  const onPeople = vi.fn();
  render(
    <QueryClientProvider client={new QueryClient()}>
      <ToastProvider>
        <LifeCycleStrip metrics={METRICS} isStale={false} onPeople={onPeople} />
      </ToastProvider>
    </QueryClientProvider>,
  );
  return onPeople;
}

const stage = (name: string) => screen.getByText(name).closest('li')?.textContent ?? '';

describe('the life-cycle strip', () => {
  it('says of each stage how many, of whom, and how sure', () => {
    show();
    expect(stage('Saw it')).toContain('42.0%');
    expect(stage('Saw it')).toContain('of 1,000 users with any event; 39.0% to 45.1%');
    expect(stage('Came back within 7 days')).toContain('80 still have time (hatched)');
    expect(stage('Came back within 30 days')).toContain('no data');
  });

  it('brings the definition of each rate along', () => {
    show();
    for (const name of ['discovery', 'activation', 'retention7d', 'retention30d', 'referral'] as const) {
      expect(screen.getByText(DEFINITIONS[name])).toBeDefined();
    }
  });

  it.each([
    [/^Saw it: 420 of 1,000/, { of: 'metric', metric: 'discovery', group: 'count' }],
    [/^120 who tried it/, { of: 'metric', metric: 'retention7d', group: 'of' }],
    [/^80 still have time/, { of: 'metric', metric: 'retention7d', group: 'pending' }],
  ])('opens the people behind %s', (name, choice) => {
    const onPeople = show();
    fireEvent.click(screen.getByRole('button', { name }));
    expect(onPeople).toHaveBeenCalledWith(choice);
  });

  it('opens nothing where there is nobody', () => {
    show();
    expect(screen.queryByRole('button', { name: /^Told others: 0/ })).toBeNull();
  });
});
