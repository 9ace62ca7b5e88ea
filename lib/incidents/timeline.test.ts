import { describe, expect, it } from 'vitest';
import { timelineOf } from '#lib/incidents/timeline';

const at = (minute: number) => new Date(Date.UTC(2026, 2, 2, 9, minute));

describe('the timeline', () => {
  it('is everything that was recorded, in order, with where it comes from', () => {
    const told = (id: bigint, minute: number, kind: string, sentence: string) => ({
      ...{ id, changeId: 'c1', at: at(minute), kind, sentence },
    });
    const timeline = timelineOf({
      events: [
        { id: 2n, at: at(9), kind: 'note', sentence: 'Looks well', by: 'Eva', href: null },
        { id: 1n, at: at(0), kind: 'alarm', sentence: 'vpr-errors went red.', by: null, href: '/live' },
      ],
      changes: [
        {
          ...{ id: 'c1', deed: 'Roll back vpr', reason: 'It fails', createdAt: at(2).toISOString() },
          requestedBy: { name: 'Eva' },
        },
      ],
      told: [
        told(1n, 3, 'started', 'Started: 1 to move.'),
        told(2n, 3, 'intended', 'Moving …'),
        told(3n, 4, 'done', 'live of vpr is at version 11.'),
        told(4n, 7, 'improved', 'Fewer calls fail than before.'),
      ],
      notices: [
        { id: 'n1', headline: 'Incident 1', channel: '#eng', state: 'sent', sentAt: at(5).toISOString() },
        { id: 'n2', headline: 'Later', channel: '#eng', state: 'waiting', sentAt: null },
      ],
    });
    expect(timeline.map(({ kind, sentence }) => [kind, sentence])).toEqual([
      ['alarm', 'vpr-errors went red.'],
      ['plan', 'Planned: Roll back vpr. It fails'],
      ['execution', 'Started: 1 to move.'],
      ['step', 'live of vpr is at version 11.'],
      ['notice', '#eng was told: Incident 1'],
      ['verification', 'Fewer calls fail than before.'],
      ['note', 'Looks well'],
    ]);
    expect(timeline.map(({ href }) => href)).toEqual([
      '/live',
      '/changes/c1',
      '/changes/c1',
      '/changes/c1',
      null,
      '/changes/c1',
      null,
    ]);
  });
});
