import { describe, expect, it } from 'vitest';
import { timeRows } from '#components/charts/time-rows';

const points = (text: string) =>
  [...text].map((sign, index) => ({
    start: String(index),
    label: String(index),
    value: index,
    isIncomplete: sign === '-',
  }));

const drawn = (text: string, line: 'complete' | 'incomplete') =>
  timeRows(points(text))
    .map((row) => (row[line] === null ? ' ' : 'x'))
    .join('');

describe('timeRows', () => {
  it.each([
    ['####', 'xxxx', '    '],
    ['##--', 'xx  ', ' xxx'],
    ['#-##', 'x xx', 'xxx '],
    ['----', '    ', 'xxxx'],
    ['', '', ''],
  ])('%s', (text, complete, incomplete) => {
    expect(drawn(text, 'complete')).toBe(complete);
    expect(drawn(text, 'incomplete')).toBe(incomplete);
  });

  it('leaves gaps where there is no value', () => {
    const [row] = timeRows([{ start: '0', label: '', value: null, isIncomplete: false }]);
    expect(row).toEqual({ start: '0', value: null, complete: null, incomplete: null });
  });
});
