import { describe, expect, it } from 'vitest';
import { toStoredEvent } from '#lib/events/stored-event';

const NOW = Date.UTC(2026, 2, 2, 9);
const read = (given: unknown) => toStoredEvent(given, { newId: () => 'new', receivedAt: NOW });
const event = (fields: object) => ({ userId: 'u', type: 'view', ...fields });

describe('toStoredEvent', () => {
  it('fills what was left out', () => {
    expect(read({ userId: 'u', type: 'view' })).toEqual({
      eventId: 'new',
      userId: 'u',
      eventType: 'view',
      featureName: null,
      eventTime: NOW,
      receivedAt: NOW,
      sessionId: null,
      sessionDuration: null,
      value: null,
      experiment: null,
      variant: null,
      properties: null,
    });
  });

  it('takes every field', () => {
    const properties = { platform: 'mobile', n: 1.5, yes: false, none: null };
    const given = {
      ...{ id: 'e1', userId: 'u', type: 'view', feature: 'shop', time: '2026-03-02T10:00:00.1239+02:00' },
      ...{ sessionId: 's', sessionDuration: 0, value: -1.5, experiment: 'x', variant: 'control', properties },
    };
    expect(read(given)).toMatchObject({
      ...{ eventId: 'e1', featureName: 'shop', eventTime: Date.UTC(2026, 2, 2, 8, 0, 0, 123) },
      ...{ sessionId: 's', sessionDuration: 0, value: -1.5, experiment: 'x', variant: 'control', properties },
    });
  });

  it.each([
    [
      'null is as good as nothing',
      event({ id: null, time: null, feature: null }),
      { eventId: 'new', eventTime: NOW },
    ],
    [
      'empty texts are missing',
      event({ sessionId: '', feature: '' }),
      { sessionId: null, featureName: null },
    ],
    ['the first moment of 1970', event({ time: '1970-01-01T00:00:00Z' }), { eventTime: 0 }],
    ['a day ahead', event({ time: '2026-03-03T09:00:00Z' }), { eventTime: NOW + 86_400_000 }],
    ['256 characters of user', event({ userId: 'x'.repeat(256) }), { userId: 'x'.repeat(256) }],
    ['pairs of surrogates', event({ userId: '😀' }), { userId: '😀' }],
  ])('accepts: %s', (_, given, expected) => {
    expect(read(given)).toMatchObject(expected);
  });

  it.each([
    ['no object', 7, /expected object/],
    ['no user', { type: 'view' }, /^userId: /],
    ['an empty user', event({ userId: '' }), /^userId: /],
    ['a long user', event({ userId: 'x'.repeat(257) }), /^userId: /],
    ['a long type', event({ type: 'x'.repeat(65) }), /^type: /],
    ['an empty id', event({ id: '' }), /^id: /],
    ['a long id', event({ id: 'x'.repeat(129) }), /^id: /],
    ['half a surrogate pair', event({ userId: '\ud800' }), /^userId: must be well-formed/],
    ['a user that is a number', event({ userId: 7 }), /^userId: /],
    ['a field of no meaning', event({ colour: 'red' }), /colour/],
    ['a time without a zone', event({ time: '2026-03-02T09:00:00' }), /^time: must be ISO 8601/],
    ['a day alone', event({ time: '2026-03-02' }), /^time: /],
    ['a day that is none', event({ time: '2026-02-30T09:00:00Z' }), /^time: /],
    ['a time as a number', event({ time: NOW }), /^time: /],
    ['a time before 1970', event({ time: '1969-12-31T23:59:59Z' }), /^time: must not be before 1970/],
    [
      'more than a day ahead',
      event({ time: '2026-03-03T09:00:00.001Z' }),
      /^time: must not be more than a day/,
    ],
    ['a negative duration', event({ sessionDuration: -1 }), /^sessionDuration: /],
    ['an endless value', event({ value: Number.POSITIVE_INFINITY }), /^value: /],
    ['a property that is a list', event({ properties: { a: [1] } }), /^properties\.a: /],
    ['properties that are a list', event({ properties: ['a'] }), /^properties: /],
    [
      'too many properties',
      event({ properties: { a: 'é'.repeat(4097) } }),
      /^properties: must have at most 8192/,
    ],
  ])('refuses: %s', (_, given, expected) => {
    expect(read(given)).toMatch(expected);
  });
});
