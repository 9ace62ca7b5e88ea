import { expect, it } from 'vitest';
import { tableText } from '#lib/cli/bench/table-text';

it('puts names to the left, figures to the right, as wide as their widest', () => {
  const text = tableText(
    'Title',
    ['events', 'counted', 'cold'],
    [
      ['1 M', 'ordered', '12 ms'],
      ['10 M', 'naive', '1,234 ms'],
    ],
  );
  expect(text.split('\n')).toEqual([
    'Title',
    '  events   counted       cold',
    '  ───────────────────────────',
    '  1 M      ordered      12 ms',
    '  10 M     naive     1,234 ms',
    '',
    '',
  ]);
});
