import { render, screen } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { Headline } from '#components/adoption/overview/headline';
import { changeBetween } from '#lib/adoption/change';
import type { Finding } from '#lib/adoption/headline-finding';
import type { HeadlineAnswer } from '#lib/adoption/overview-answers';
import { NEW_VIEW } from '#lib/adoption/url-state';

function fell(feature: string): Finding {
  const [now, before] = [
    { count: 300, of: 1000 },
    { count: 400, of: 1000 },
  ];
  const change = changeBetween(now, before);
  if (!change) throw new Error('there is somebody');
  const subject = { kind: 'feature' as const, feature, name: feature, metric: 'activation' as const };
  return { subject, now, before, change, pValueAdjusted: 0.001 };
}

function show(changed: Finding[]) {
  const period = { start: '2026-02-09T00:00:00.000Z', end: '2026-02-16T00:00:00.000Z' };
  const answer: HeadlineAnswer = {
    verdict: changed.length > 0 ? 'changed' : 'nothing',
    changed,
    compared: 9,
    since: null,
    segment: null,
    funnels: [],
    splitBy: 'platform',
    period,
    before: period,
    timeZone: 'UTC',
    meta: {
      engine: 'duckdb',
      computedAt: period.end,
      dataThrough: null,
      cached: false,
      elapsedMs: 1,
      bytesScanned: 1,
      costUsd: 0,
    },
  };
  render(<Headline answer={answer} view={NEW_VIEW} />);
}

describe('the headline', () => {
  it('leads to the cause, split by what may explain it', () => {
    show([fell('cover_letter'), fell('cv')]);
    expect(screen.getByText('cover_letter: activation fell 10.0 pp.', { selector: 'p' })).toBeDefined();
    const link = screen.getByRole('link', { name: /^See why ?: cover_letter/ });
    expect(link.getAttribute('href')).toBe('/adoption/cover_letter?breakdown=platform');
    const other = screen.getByRole('link', { name: 'cv: activation −10.0 pp' });
    expect(other.getAttribute('href')).toBe('/adoption/cv?breakdown=platform');
  });

  it('leads nowhere when nothing changed', () => {
    show([]);
    expect(screen.getByText('Nothing changed by more than chance does.')).toBeDefined();
    expect(screen.queryByRole('link')).toBeNull();
  });
});
