import { describe, expect, it } from 'vitest';
import { guessMapping } from '#lib/events/import/guess-mapping';
import type { Mapping } from '#lib/events/import/schema';

describe('guessMapping', () => {
  it.each<[string, string[], (string | null)[][], Mapping]>([
    [
      'a log of sessions',
      ['user_id', 'session_id', 'event', 'timestamp', 'platform', 'user_cohort'],
      [['user_0000', 'sess_1', 'home', '2024-03-13 10:21:14', 'desktop', '2024-01']],
      { columns: { user: 'user_id', session: 'session_id', type: 'event', time: 'timestamp' } },
    ],
    [
      'purchases without an event',
      ['customer_id', 'date', 'number_of_cds', 'dollar_value'],
      [['00001', '19970101', '1', '11.77']],
      { columns: { user: 'customer_id', time: 'date', value: 'dollar_value' }, type: 'event' },
    ],
    [
      'an experiment',
      ['user_id', 'timestamp', 'group', 'landing_page', 'converted'],
      [['851104', '2017-01-21 22:11:48.556739', 'control', 'old_page', '0']],
      { columns: { user: 'user_id', time: 'timestamp', variant: 'group' }, type: 'event' },
    ],
    [
      'our own events',
      ['id', 'userId', 'type', 'feature', 'time', 'sessionId', 'sessionDuration', 'properties.plan'],
      [['e1', 'u1', 'view', 'shop', '2026-01-05T10:00:00Z', 's1', '12.5', 'pro']],
      {
        columns: {
          id: 'id',
          user: 'userId',
          type: 'type',
          feature: 'feature',
          time: 'time',
          session: 'sessionId',
          duration: 'sessionDuration',
        },
      },
    ],
    [
      'keys inside an object',
      ['event', 'properties.distinct_id', 'properties.time', 'properties.$insert_id'],
      [['Sign up', 'u1', '1767607200', 'x1']],
      {
        columns: {
          type: 'event',
          user: 'properties.distinct_id',
          time: 'properties.time',
          id: 'properties.$insert_id',
        },
      },
    ],
    [
      'names only endings tell',
      ['buyer_userid', 'order_date', 'Action Name'],
      [['u1', '2026-01-05', 'buy']],
      { columns: { user: 'buyer_userid', time: 'order_date' }, type: 'event' },
    ],
    [
      'a time that only its values tell',
      ['user', 'wann'],
      [['u1', '2026-01-05']],
      { columns: { user: 'user', time: 'wann' }, type: 'event' },
    ],
    [
      'a name that its values belie',
      ['user', 'time', 'value'],
      [['u1', 'soon', 'much']],
      { columns: { user: 'user' }, type: 'event' },
    ],
    ['nothing at all', ['a', 'b'], [['x', 'y']], { columns: {}, type: 'event' }],
  ])('reads %s', (_, columns, rows, mapping) => {
    expect(guessMapping(columns, rows)).toEqual(mapping);
  });

  it('goes by the names alone when there are no rows', () => {
    expect(guessMapping(['user_id', 'time'], []).columns).toEqual({ user: 'user_id', time: 'time' });
  });
});
