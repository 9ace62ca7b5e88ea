import { describe, expect, it } from 'vitest';
import { eventsHref, filterOf, readEventsView, writeEventsView } from '#components/events/events-view';

const NOW = Date.UTC(2026, 2, 3, 9);

describe('a link to events', () => {
  it('says the same when it is read and written again', () => {
    const link = { range: '30d', type: 'click', feature: 'shop', user: 'u 1', show: 'newest' };
    expect(writeEventsView(readEventsView(link))).toEqual(link);
  });

  it.each([
    ['nothing', {}],
    ['what means nothing', { range: 'soon', show: 'all', type: 'x'.repeat(65), user: '' }],
  ])('that says %s shows the last seven days', (_, link) => {
    expect(readEventsView(link)).toEqual({
      range: '7d',
      type: null,
      feature: null,
      user: null,
      show: 'types',
    });
    expect(Object.values(writeEventsView(readEventsView(link))).every((value) => value === null)).toBe(true);
  });

  it('asks for whole days, today included', () => {
    expect(filterOf(readEventsView({ type: 'click', user: 'u1' }), NOW)).toEqual({
      from: '2026-02-25T00:00:00.000Z',
      to: '2026-03-04T00:00:00.000Z',
      type: 'click',
      userId: 'u1',
    });
  });

  it('is short', () => {
    expect(eventsHref({})).toBe('/events');
    expect(eventsHref({ type: 'a b', range: '2026-01-01..2026-01-31' })).toBe(
      '/events?type=a+b&range=2026-01-01..2026-01-31',
    );
  });
});
