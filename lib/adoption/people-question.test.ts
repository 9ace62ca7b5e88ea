import { describe, expect, it } from 'vitest';
import type { BrokenBy } from '#lib/adoption/answers';
import type { PeopleChoice } from '#lib/adoption/people-choice';
import { peopleInWords } from '#lib/adoption/people-in-words';
import { peopleQuestion } from '#lib/adoption/people-question';
import {
  LifecyclePeopleQuery,
  MetricPeopleQuery,
  PowerPeopleQuery,
  RetentionPeopleQuery,
  StickinessPeopleQuery,
} from '#lib/adoption/schema';

const PERIOD = {
  from: '2026-01-01T00:00:00.000Z',
  to: '2026-02-01T00:00:00.000Z',
  timeZone: 'Europe/Berlin',
};
const QUESTION = { feature: 'cv', ...PERIOD, breakdown: 'platform', compare: 'previous' as const };
const RETENTION = { cohorts: 'week', start: 'first_seen', mode: 'bracket', brackets: '1-2,3-4' } as const;

const CHOICES = [
  [MetricPeopleQuery, { of: 'metric', metric: 'referral', group: 'of' }],
  [RetentionPeopleQuery, { of: 'retention', cohort: '2026-01-05', range: 1 }],
  [RetentionPeopleQuery, { of: 'retention', cohort: '2026-01-05', range: null }],
  [StickinessPeopleQuery, { of: 'stickiness', date: '2026-01-05', window: 'weekly' }],
  [LifecyclePeopleQuery, { of: 'lifecycle', date: '2026-01-05', state: 'dormant' }],
  [PowerPeopleQuery, { of: 'power', days: 3 }],
] as const;

const SEGMENTS: [BrokenBy | null, object][] = [
  [null, {}],
  [{ value: 'ios' }, { breakdown: 'platform', value: 'ios' }],
  [{ value: null }, { breakdown: 'platform', value: '' }],
  [
    { value: null, other: true },
    { breakdown: 'platform', other: 'true' },
  ],
];

function asked(choice: PeopleChoice, segment: BrokenBy | null) {
  const question = peopleQuestion({
    question: QUESTION,
    segment,
    choice,
    retention: RETENTION,
    every: 'month',
  });
  return Object.fromEntries(Object.entries(question).map(([name, value]) => [name, String(value)]));
}

describe('the question of a list', () => {
  it.each(CHOICES)('is one that the server takes %#', (schema, choice) => {
    for (const [segment, part] of SEGMENTS) {
      const parsed = schema.parse(asked(choice, segment));
      const { of: _, ...number } = choice;
      const named = Object.fromEntries(Object.entries(number).filter(([, value]) => value !== null));
      expect(parsed).toMatchObject({ feature: 'cv', ...PERIOD, ...part, ...named });
    }
  });

  it('keeps how cohorts and states were made', () => {
    expect(asked({ of: 'retention', cohort: '2026-01-05', range: 0 }, null)).toMatchObject({
      interval: 'week',
      start: 'first_seen',
      mode: 'bracket',
      brackets: '1-2,3-4',
    });
    expect(asked({ of: 'lifecycle', date: '2026-01-01', state: 'new' }, null)).toMatchObject({
      interval: 'month',
    });
  });
});

describe('a list in words', () => {
  it.each([
    [
      { of: 'metric', metric: 'retention7d', group: 'pending' },
      'whose days are not over, in 7-day retention',
    ],
    [{ of: 'retention', cohort: '2026-01-05', range: null }, 'who began in the week from 5 Jan 2026'],
    [
      { of: 'retention', cohort: '2026-01-05', range: 1 },
      'who began in the week from 5 Jan 2026 and came back in weeks 3–4',
    ],
    [{ of: 'stickiness', date: '2026-01-05', window: 'monthly' }, 'active in the 28 days to 5 Jan 2026'],
    [{ of: 'lifecycle', date: '2026-01-01', state: 'new' }, 'new in the month from 1 Jan 2026'],
    [{ of: 'power', days: 3 }, 'active on 3 of 28 days'],
  ] as const)('%j', (choice, words) => {
    expect(peopleInWords(choice, { every: 'month', retention: RETENTION })).toBe(words);
  });

  it('names the column as the triangle does', () => {
    const cell = { of: 'retention', cohort: '2026-01-05', range: 2 } as const;
    const words = (mode: 'on' | 'on_or_after') =>
      peopleInWords(cell, { every: 'day', retention: { ...RETENTION, mode } });
    expect(words('on')).toMatch(/ came back in week 2$/);
    expect(words('on_or_after')).toMatch(/ came back in week 2 or later$/);
  });
});
