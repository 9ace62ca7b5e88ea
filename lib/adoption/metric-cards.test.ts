import { describe, expect, it } from 'vitest';
import { metricCards, metricData, rateLabel } from '#lib/adoption/metric-cards';
import { proportion } from '#lib/adoption/metrics';
import { DEFINITIONS } from '#lib/adoption/rate-definitions';
import { featureMetrics } from '#lib/testing/feature-metrics';

const NOW = featureMetrics(
  { adoptionRate: proportion(200, 1000), activationRate: proportion(3, 9) },
  { totalUsers: 1000, activeUsers: 120, avgSessionDuration: 90, avgSessionInterval: [80, 100] },
);
const BEFORE = featureMetrics(
  { adoptionRate: proportion(100, 1000) },
  { totalUsers: 0, activeUsers: 100, avgSessionDuration: 60 },
);

function cardOf(id: string, before: typeof BEFORE | null = null) {
  return metricCards(NOW, before).find((card) => card.id === id);
}

describe('the cards of a feature', () => {
  it('have every rate with its definition', () => {
    const rates = metricCards(NOW, null).filter(({ rate }) => rate !== null);
    expect(rates.map(({ id, definition }) => [id, definition]).sort()).toEqual(
      Object.entries(DEFINITIONS).sort(),
    );
  });

  it.each([
    ['adoptionRate', '20.0%'],
    ['activationRate', 'too few'],
    ['referral', 'no data'],
    ['activeUsers', '120'],
    ['avgSessionDuration', '1 min 30 s'],
  ])('show %s as %s', (id, value) => expect(cardOf(id)?.value).toBe(value));

  it('bring what a rate was before, to be told from noise', () => {
    expect(cardOf('adoptionRate', BEFORE)?.rate?.before).toMatchObject({ count: 100, of: 1000 });
    expect(cardOf('adoptionRate')?.rate?.before).toBeNull();
  });

  it.each([
    ['activeUsers', '100 before, now 1.20×'],
    ['totalUsers', '0 before'],
    ['avgSessionDuration', '1 min before'],
  ])('say what %s was before', (id, words) => expect(cardOf(id, BEFORE)?.before).toBe(words));

  it('say how sure the mean session is', () => {
    expect(cardOf('avgSessionDuration')?.detail).toBe('1 min 20 s to 1 min 40 s');
  });
});

describe('the download of the metrics', () => {
  it('has as many cells in each row as the head', () => {
    const { head, rows } = metricData(NOW, BEFORE);
    expect(rows.map((row) => row.length)).toEqual(rows.map(() => head.length));
    expect(rows[0]).toEqual(['adoptionRate', 0.2, 200, 1000, expect.any(Number), expect.any(Number), 0, 0.1]);
    expect(rows.at(-1)).toEqual(['avgSessionDuration', 90, null, null, 80, 100, null, 60]);
  });
});

it('names each rate differently', () => {
  const names = (Object.keys(DEFINITIONS) as (keyof typeof DEFINITIONS)[]).map(rateLabel);
  expect(new Set(names).size).toBe(names.length);
});
