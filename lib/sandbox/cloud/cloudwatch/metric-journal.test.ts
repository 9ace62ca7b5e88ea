import { appendFileSync } from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Metrics } from '#lib/sandbox/cloud/cloudwatch/metrics';
import { statisticOf } from '#lib/sandbox/cloud/cloudwatch/statistic';
import { temporaryFolder } from '#lib/testing/store';

const NOW = Date.parse('2026-03-02T08:00:00Z');
const HOUR = 3_600_000;
const DAY = 24 * HOUR;

let place: Awaited<ReturnType<typeof temporaryFolder>>;

beforeEach(async () => {
  place = await temporaryFolder();
});

afterEach(() => place.remove());

const dimensions = { FunctionName: 'f' };
const metric = (name: string) => ({ namespace: 'AWS/Lambda', name, dimensions });
const own = { namespace: 'own', name: 'n', dimensions: {} };

/** A minute of 400 calls that take 1 to 400 milliseconds, of which 8 fail. */
function addMinute(metrics: Metrics, minute: number) {
  for (let at = 0; at < 400; at += 1) {
    const more = { invocations: 1, errors: at % 50 === 0 ? 1 : 0, durations: [((at * 7) % 400) + 1] };
    metrics.addInvocation('f', minute + at, 'f:live', '1', more);
  }
}

function looks(metrics: Metrics, minute: number) {
  const of = (name: string, statistic: string) =>
    statisticOf(statistic, metrics.samples(metric(name), minute));
  return {
    invocations: of('Invocations', 'Sum'),
    errors: of('Errors', 'Sum'),
    average: of('Duration', 'Average'),
    p95: of('Duration', 'p95'),
    p50: of('Duration', 'p50'),
    own: statisticOf('Maximum', metrics.samples(own, minute)),
  };
}
const EXPECTED = { invocations: 400, errors: 8, average: 200.5, p95: 380, p50: 200, own: 9 };

describe('metrics on disk', () => {
  it('are after a restart what they were, though their last line was cut off', () => {
    const metrics = new Metrics(place.folder, NOW);
    addMinute(metrics, NOW);
    metrics.put(own, NOW, { count: 2, sum: 10, minimum: 1, maximum: 9, values: [1, 9] });
    expect(looks(metrics, NOW)).toEqual(EXPECTED);
    metrics.flush();
    appendFileSync(path.join(place.folder, 'metrics.ndjson'), '["f",17');
    expect(looks(new Metrics(place.folder, NOW), NOW)).toEqual(EXPECTED);
    // And once more, from the file that the restart wrote.
    expect(looks(new Metrics(place.folder, NOW), NOW)).toEqual(EXPECTED);
  });

  it('are gone when they are cleared, also those that were not written yet', () => {
    const metrics = new Metrics(place.folder, NOW);
    addMinute(metrics, NOW);
    metrics.flush();
    addMinute(metrics, NOW);
    metrics.clear();
    metrics.flush();
    expect(looks(metrics, NOW)).toEqual({});
    expect(looks(new Metrics(place.folder, NOW), NOW)).toEqual({});
  });

  it('keep their counts and percentiles when they are old, and go after eight days', () => {
    const metrics = new Metrics(place.folder, NOW);
    addMinute(metrics, NOW);
    metrics.put(own, NOW, { count: 1, sum: 9, minimum: 9, maximum: 9, values: [9] });
    metrics.forget(NOW + 4 * HOUR);
    expect(metrics.samples(metric('Duration'), NOW).values).toHaveLength(20);
    expect(looks(metrics, NOW)).toEqual(EXPECTED);
    metrics.flush();
    expect(looks(new Metrics(place.folder, NOW + DAY), NOW)).toEqual(EXPECTED);
    metrics.forget(NOW + 9 * DAY);
    expect(looks(metrics, NOW)).toEqual({});
  });
});
