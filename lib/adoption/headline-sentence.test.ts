import { describe, expect, it } from 'vitest';
import { type Counted, changeBetween } from '#lib/adoption/change';
import type { Finding, Subject } from '#lib/adoption/headline-finding';
import { causeLink } from '#lib/adoption/headline-link';
import type { Segment } from '#lib/adoption/headline-segment';
import { headlineOf } from '#lib/adoption/headline-sentence';
import type { HeadlineAnswer, Since } from '#lib/adoption/overview-answers';
import { NEW_VIEW } from '#lib/adoption/url-state';

const NOW = '2024-05-15T10:00:00.000Z';

const LETTER: Subject = {
  kind: 'feature',
  feature: 'cover_letter',
  name: 'cover_letter',
  metric: 'activation',
};
const CHECKOUT: Subject = {
  kind: 'funnel',
  funnelId: 'f1',
  name: 'Checkout',
  unit: 'session',
  step: 2,
  previous: 1,
  stepName: 'payment',
  previousName: 'shipping',
};

const counted = (count: number, of: number): Counted => ({ count, of });

function finding(subject: Subject, now: Counted, before: Counted): Finding {
  const change = changeBetween(now, before);
  if (!change) throw new Error('there is somebody');
  return { subject, now, before, change, pValueAdjusted: 0.01 };
}

function segment(property: string, value: string | null): Segment {
  const [now, before] = [counted(16, 60), counted(28, 52)];
  const { change } = finding(CHECKOUT, now, before);
  return { property, value, now, before, change, rest: { now: counted(71, 149), before: counted(73, 128) } };
}

function answer(changed: Finding[], rest: Partial<HeadlineAnswer> = {}): HeadlineAnswer {
  return {
    verdict: changed.length > 0 ? 'changed' : 'nothing',
    changed,
    compared: 12,
    since: null,
    segment: null,
    funnels: [],
    splitBy: null,
    period: { start: '2024-05-08T00:00:00.000Z', end: '2024-05-15T00:00:00.000Z' },
    before: { start: '2024-05-01T00:00:00.000Z', end: '2024-05-08T00:00:00.000Z' },
    timeZone: 'UTC',
    meta: {
      engine: 'duckdb',
      computedAt: NOW,
      dataThrough: null,
      cached: false,
      elapsedMs: 0,
      bytesScanned: 0,
      costUsd: 0,
    },
    ...rest,
  };
}

const FELL = finding(LETTER, counted(350, 1000), counted(412, 1000));
const on = (day: string, first = day, last = day): Since => ({ day, first, last });

describe('the headline', () => {
  it.each([
    [null, 'cover_letter: activation fell 6.2 pp.'],
    [on('2024-05-14'), 'cover_letter: activation fell 6.2 pp since yesterday.'],
    [on('2024-05-11'), 'cover_letter: activation fell 6.2 pp since Saturday.'],
    [on('2024-05-08'), 'cover_letter: activation fell 6.2 pp since 8 May.'],
    [on('2023-12-30'), 'cover_letter: activation fell 6.2 pp since 30 December 2023.'],
    [on('2024-05-08', '2024-05-06', '2024-05-10'), 'cover_letter: activation fell 6.2 pp since about 8 May.'],
    [on('2024-05-08', '2024-05-01', '2024-05-14'), 'cover_letter: activation fell 6.2 pp.'],
  ])('says since when: %j', (since, sentence) => {
    expect(headlineOf(answer([FELL], { since }), NOW).sentence).toBe(sentence);
  });

  it('names the segment with its own numbers, and everybody else’s', () => {
    const checkout = finding(CHECKOUT, counted(87, 209), counted(101, 180));
    const told = headlineOf(answer([checkout], { segment: segment('platform', 'mobile') }), NOW);
    expect(told).toEqual({
      sentence: 'Checkout: payment after shipping fell 14.5 pp, most on mobile (−27.2 pp).',
      detail:
        '41.6% (87 of 209 sessions), was 56.1% (101 of 180). On mobile 26.7% (16 of 60 sessions), was 53.8% (28 of 52). Elsewhere 47.7% (71 of 149 sessions), was 57.0% (73 of 128).',
    });
  });

  it.each([
    ['plan', 'free', 'with plan free'],
    ['platform', null, 'with platform missing'],
  ])('says which of %s: %s', (property, value, words) => {
    const { sentence } = headlineOf(answer([FELL], { segment: segment(property, value) }), NOW);
    expect(sentence).toContain(`most ${words} (`);
  });

  it('is calm when nothing changed, and says when there are too few', () => {
    expect(headlineOf(answer([]), NOW)).toEqual({
      sentence: 'Nothing changed by more than chance does.',
      detail: '12 rates were compared with the period before.',
    });
    expect(headlineOf(answer([], { verdict: 'too_few', compared: 0 }), NOW).sentence).toContain('Too few');
  });
});

describe('the way to the cause', () => {
  const view = { ...NEW_VIEW, range: '2024-04-09..2024-05-09', compare: false };
  it.each([
    [
      LETTER,
      segment('platform', 'mobile'),
      '/adoption/cover_letter?range=2024-04-09..2024-05-09&breakdown=platform&segment=mobile',
    ],
    [LETTER, null, '/adoption/cover_letter?range=2024-04-09..2024-05-09&breakdown=plan'],
    [
      CHECKOUT,
      segment('platform', 'mobile'),
      '/funnels/f1?range=2024-04-09..2024-05-09&compare=1&by=platform',
    ],
    [CHECKOUT, null, '/funnels/f1?range=2024-04-09..2024-05-09&compare=1&by=plan'],
  ] as const)('of %j in %j is %s', (subject, cause, link) => {
    expect(causeLink(subject, view, { segment: cause, splitBy: 'plan' })).toBe(link);
  });
});
