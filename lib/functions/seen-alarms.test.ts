import { describe, expect, it } from 'vitest';
import type { Live } from '#lib/core/live';
import type { Alarm } from '#lib/core/monitoring';
import { emptySight } from '#lib/functions/commands/look-round';
import { seenAlarms } from '#lib/functions/seen-alarms';

const NOW = new Date('2026-03-02T09:00:00.000Z');
const ago = (minutes: number) => new Date(NOW.getTime() - minutes * 60_000);

const alarm = (state: Alarm['state']): Alarm => ({
  name: `alarm ${state}`,
  description: '',
  state,
  reason: '',
  since: ago(60),
  functionName: 'orders',
  threshold: 5,
  periodSeconds: 60,
});
const alarms = [alarm('ALARM'), alarm('OK'), alarm('ALARM'), alarm('INSUFFICIENT_DATA')];

describe('seenAlarms', () => {
  it.each<[string, Partial<Live>, ReturnType<typeof seenAlarms>]>([
    ['were not read', { readAt: null, alarms }, null],
    [
      'were read just now',
      { readAt: ago(1), alarms },
      { red: 2, readAt: ago(1).toISOString(), isOld: false },
    ],
    ['are all clear', { readAt: ago(5), alarms: [] }, { red: 0, readAt: ago(5).toISOString(), isOld: false }],
    ['were read long ago', { readAt: ago(6), alarms }, { red: 2, readAt: ago(6).toISOString(), isOld: true }],
    [
      'could not be read since',
      { readAt: ago(1), alarms, problem: 'AWS does not answer' },
      { red: 2, readAt: ago(1).toISOString(), isOld: true },
    ],
  ])('says so when they %s', (_, seen, told) => {
    expect(seenAlarms({ ...emptySight(), ...seen }, NOW)).toEqual(told);
  });
});
