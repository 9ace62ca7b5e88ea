import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { HealthReading } from '#lib/core/health-probe';
import type { Alarm, FunctionPoint } from '#lib/core/monitoring';
import type { SeenItemId } from '#lib/incidents/checklist';
import { type Facts, SEEN_ITEMS } from '#lib/incidents/seen-items';
import { fakeAlias, fakeVersion } from '#lib/testing/fake-functions';

const NAME = 'careervp-prod-vpr';
const MOVED = new Date('2026-03-02T09:00:30Z');
const READ = new Date('2026-03-02T09:05:00Z');
const at = (minute: number) => new Date(Date.UTC(2026, 2, 2, 9, minute));
const point = (minute: number, calls: number | null, errors: number | null): FunctionPoint => ({
  at: at(minute),
  calls,
  errors,
  p95Ms: null,
});
const reading: HealthReading = {
  url: 'https://a/health',
  isHealthy: true,
  status: 200,
  why: '',
  elapsedMs: 1,
};
const alarm = (state: Alarm['state'], name = `${NAME}-errors`): Alarm => ({
  ...{ name, state, description: '', reason: '', since: MOVED },
  ...{ functionName: NAME, threshold: 1, periodSeconds: 60 },
});
const seen = (version: number, weight: number | null, readAt = READ) => ({
  name: NAME,
  aliases: [fakeAlias(version, { second: weight === null ? null : { version: 12, weight } })],
  versions: [fakeVersion(11)],
  versionsReadAt: readAt,
  readAt,
});
const notice = { channel: '#eng-alerts', sentAt: null, problem: null };

/** Everything is well: each item holds. */
const WELL: Facts = {
  functions: [NAME],
  rollback: {
    id: 'c1',
    status: 'verifying',
    movedAt: MOVED,
    verdict: null,
    kind: 'rollback',
    moves: [
      {
        ...{ function: NAME, alias: 'live', fromVersion: '12', fromWeights: {}, toVersion: '11' },
      },
    ],
  },
  mitigatedAt: null,
  notices: [
    { ...notice, kind: 'opened', changeId: null, state: 'sent', sentAt: MOVED },
    { ...notice, kind: 'ended', changeId: 'c1', state: 'sent', sentAt: READ },
  ],
  live: {
    functions: new Map([[NAME, seen(11, null)]]),
    alarms: [alarm('OK')],
    points: new Map([[NAME, [point(0, 100, 60), point(1, 100, 5), point(2, 100, 0)]]]),
    readAt: READ,
  },
  health: new Map([[NAME, reading]]),
};

const withLive = (live: Partial<Facts['live']>): Partial<Facts> => ({ live: { ...WELL.live, ...live } });
const withRollback = (rollback: object): Partial<Facts> => ({
  rollback: WELL.rollback && { ...WELL.rollback, ...rollback },
});
const withNotice = (part: object): Partial<Facts> => ({
  notices: WELL.notices.map((one) => ({ ...one, state: 'waiting' as const, sentAt: null, ...part })),
});
const points = (...list: FunctionPoint[]) => withLive({ points: new Map([[NAME, list]]) });

describe('what the product sees for itself', () => {
  it.each(Object.keys(SEEN_ITEMS) as SeenItemId[])(
    '%s holds when all is well, and says what was seen',
    (item) => {
      const finding = SEEN_ITEMS[item](WELL);
      expect(finding).toMatchObject({ result: 'holds', sentence: expect.stringMatching(/\w{3}.*\.$/) });
    },
  );

  it.each<[SeenItemId, string, Partial<Facts>, 'not_yet' | 'unable']>([
    ['execute_rollback', 'nothing was rolled back', { rollback: null }, 'not_yet'],
    ['execute_rollback', 'it runs', withRollback({ status: 'running' }), 'not_yet'],
    ['execute_rollback', 'it moved nothing', withRollback({ status: 'failed' }), 'not_yet'],
    ['execute_rollback', 'it split', withRollback({ status: 'split' }), 'not_yet'],
    ['versions_updated', 'nothing was moved', withRollback({ movedAt: null }), 'not_yet'],
    [
      'versions_updated',
      'the stack moved no alias',
      withRollback({ kind: 'stack-rollback', moves: [] }),
      'unable',
    ],
    [
      'versions_updated',
      'the alias is elsewhere',
      withLive({ functions: new Map([[NAME, seen(12, null)]]) }),
      'not_yet',
    ],
    [
      'versions_updated',
      'a share is left',
      withLive({ functions: new Map([[NAME, seen(11, 0.1)]]) }),
      'not_yet',
    ],
    [
      'versions_updated',
      'it was read before',
      withLive({ functions: new Map([[NAME, seen(11, null, at(0))]]) }),
      'not_yet',
    ],
    ['versions_updated', 'it was never read', withLive({ functions: new Map() }), 'not_yet'],
    ['health_ok', 'one is sick', { health: new Map([[NAME, { ...reading, isHealthy: false }]]) }, 'not_yet'],
    ['health_ok', 'it was not asked', { health: new Map() }, 'not_yet'],
    ['health_ok', 'nobody said where to ask', { health: new Map([[NAME, null]]) }, 'unable'],
    ['health_ok', 'it was not rolled back yet', withRollback({ movedAt: null }), 'not_yet'],
    ['error_rate_ok', 'there are no points', points(), 'not_yet'],
    ['error_rate_ok', 'points have no data', points(point(1, null, null), point(2, null, null)), 'not_yet'],
    ['error_rate_ok', 'nobody calls', points(point(1, 0, 0), point(2, 0, 0)), 'not_yet'],
    ['error_rate_ok', 'one minute alone is calm', points(point(0, 100, 0), point(1, 100, 0)), 'not_yet'],
    ['error_rate_ok', 'the last minute is above', points(point(1, 100, 0), point(2, 100, 6)), 'not_yet'],
    ['error_rate_ok', 'one before the last is above', points(point(1, 100, 6), point(2, 100, 0)), 'not_yet'],
    ['error_rate_ok', 'it names no function', { functions: [] }, 'unable'],
    ['alarms_clear', 'one is red', withLive({ alarms: [alarm('OK'), alarm('ALARM', 'b')] }), 'not_yet'],
    [
      'alarms_clear',
      'one has no data',
      withLive({ alarms: [alarm('OK'), alarm('INSUFFICIENT_DATA', 'b')] }),
      'not_yet',
    ],
    ['alarms_clear', 'they were read before', withLive({ readAt: at(0) }), 'not_yet'],
    ['alarms_clear', 'they were never read', withLive({ readAt: null }), 'not_yet'],
    ['alarms_clear', 'there are none', withLive({ alarms: [] }), 'unable'],
    ['notify_stakeholders', 'it waits', withNotice({ problem: 'Slack answered 500.' }), 'not_yet'],
    ['notify_stakeholders', 'it is on its way', withNotice({ state: 'sending' }), 'not_yet'],
    ['notify_stakeholders', 'there is no webhook', withNotice({ state: 'kept' }), 'unable'],
    ['notify_stakeholders', 'Slack refused', withNotice({ state: 'failed' }), 'unable'],
    ['notify_complete', 'nothing is written', { notices: [] }, 'not_yet'],
    [
      'notify_complete',
      'it is about an earlier one',
      withNotice({ state: 'sent', sentAt: READ, changeId: 'c0' }),
      'not_yet',
    ],
  ])('%s does not hold when %s', (item, _, changes, result) => {
    expect(SEEN_ITEMS[item]({ ...WELL, ...changes })).toMatchObject({ result });
  });

  it('takes exactly 5 % as below the threshold', () => {
    expect(SEEN_ITEMS.error_rate_ok({ ...WELL, ...points(point(1, 100, 5), point(2, 20, 1)) }).result).toBe(
      'holds',
    );
  });

  it('goes by the verification where nobody has looked since', () => {
    const verdict = { functions: [{ function: NAME, isAtTarget: true, executedVersions: ['11'] }] };
    const facts = { ...WELL, ...withLive({ functions: new Map() }), ...withRollback({ verdict }) };
    expect(SEEN_ITEMS.versions_updated(facts).result).toBe('holds');
  });

  it('is unable to see a version whose alias could not be read back, and says why', () => {
    const gone = { isAtTarget: false, executedVersions: [], problem: 'It has no alias live any more.' };
    const verdict = { functions: [{ function: NAME, ...gone }] };
    const facts = { ...WELL, ...withLive({ functions: new Map() }), ...withRollback({ verdict }) };
    expect(SEEN_ITEMS.versions_updated(facts)).toEqual({ result: 'unable', why: gone.problem });
  });

  it('looks at an incident without a rollback from when it is mitigated', () => {
    const byHand = { ...WELL, rollback: null, notices: [] };
    expect(SEEN_ITEMS.alarms_clear(byHand).result).toBe('not_yet');
    expect(SEEN_ITEMS.alarms_clear({ ...byHand, mitigatedAt: MOVED }).result).toBe('holds');
  });

  it('never lets an item hold where all data is missing', () => {
    const nothing = fc.record({
      functions: fc.constantFrom([], [NAME]),
      rollback: fc.constantFrom(null, WELL.rollback),
      mitigatedAt: fc.constantFrom(null, MOVED),
    });
    const blank = {
      notices: [],
      live: { functions: new Map(), alarms: [], points: new Map(), readAt: null },
    };
    fc.assert(
      fc.property(nothing, (part) => {
        const facts: Facts = { ...part, ...blank, health: new Map() };
        for (const item of Object.keys(SEEN_ITEMS) as SeenItemId[]) {
          if (item === 'execute_rollback') continue;
          expect(SEEN_ITEMS[item](facts).result, item).not.toBe('holds');
        }
      }),
    );
  });
});
