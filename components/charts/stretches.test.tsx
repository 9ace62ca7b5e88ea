import { describe, expect, it } from 'vitest';
import { stretches } from '#components/charts/stretches';

describe('stretches', () => {
  it.each([
    ['nothing chosen', '', []],
    ['one alone', 'b', ['bb']],
    ['neighbours', 'bc', ['bc']],
    ['two runs, one at each end', 'abde', ['ab', 'de']],
    ['all', 'abcde', ['ae']],
    ['what is not there', 'x', []],
  ])('%s', (_, chosen, runs) => {
    expect(stretches([...'abcde'], new Set(chosen))).toEqual(runs.map((run) => [...run]));
  });

  it('is empty without a set', () => {
    expect(stretches(['a'], undefined)).toEqual([]);
  });
});
