import { expect, it } from 'vitest';
import { columnsOf } from '#lib/funnels/columns';
import { stepData } from '#lib/funnels/step-data';
import { stepResults } from '#lib/testing/funnel-answer';

it('keeps every digit for the file and words them for the page', () => {
  const data = stepData(columnsOf(stepResults([3, { count: 1, pending: 1 }]), 'all'), 'session');
  expect(data.head[1]).toBe('Sessions');
  expect(data.exact[1]?.slice(0, 4)).toEqual(['2 click_generate', 1, 1 / 3, 1 / 3]);
  expect(data.rows[1]).toEqual([
    '2 click_generate',
    '1',
    '33.3%',
    '33.3%',
    '6.1%',
    '79.2%',
    '1',
    '1',
    '1 min',
    '1 min 30 s',
  ]);
  expect(data.rows[0]?.[4]).toBe('no data');
});
