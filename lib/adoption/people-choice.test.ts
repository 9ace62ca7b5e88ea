import { describe, expect, it } from 'vitest';
import { type PeopleChoice, readPeopleChoice, writePeopleChoice } from '#lib/adoption/people-choice';
import { DEFINITIONS, type RateName } from '#lib/adoption/rate-definitions';

const CHOICES: [string, PeopleChoice][] = [
  ...(Object.keys(DEFINITIONS) as RateName[]).map((metric): [string, PeopleChoice] => [
    `metric.${metric}.pending`,
    { of: 'metric', metric, group: 'pending' },
  ]),
  ['retention.2026-01-05.0', { of: 'retention', cohort: '2026-01-05', range: 0 }],
  ['retention.2026-01-05', { of: 'retention', cohort: '2026-01-05', range: null }],
  ['stickiness.2026-01-05.weekly', { of: 'stickiness', date: '2026-01-05', window: 'weekly' }],
  ['lifecycle.2026-01-05.dormant', { of: 'lifecycle', date: '2026-01-05', state: 'dormant' }],
  ['power.28', { of: 'power', days: 28 }],
];

describe('people in a link', () => {
  it.each(CHOICES)('%s', (text, choice) => {
    expect(writePeopleChoice(choice)).toBe(text);
    expect(readPeopleChoice(text)).toEqual(choice);
  });

  it.each([
    null,
    '',
    'metric.x.count',
    'retention.yesterday',
    'power.29',
    'power.0',
    'stickiness.2026-01-05',
  ])('%j means nobody', (text) => expect(readPeopleChoice(text)).toBeNull());
});
