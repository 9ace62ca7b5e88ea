import { describe, expect, it } from 'vitest';
import { moveStep, removeStep } from '#lib/funnels/edit-steps';
import { type Draft, NEW_DRAFT } from '#lib/funnels/url-state';

const step = (type: string) => ({ step: [type], filters: [], optional: false });
const draft = (changes: Partial<Draft> = {}): Draft => ({
  ...NEW_DRAFT,
  steps: ['a', 'b', 'c', 'd'].map(step),
  ...changes,
});
const names = ({ steps }: Pick<Draft, 'steps'>) => steps.map((one) => one.step[0]).join('');

describe('moveStep', () => {
  it.each([
    [1, 4, 'bcda'],
    [4, 1, 'dabc'],
    [2, 3, 'acbd'],
    [2, 2, 'abcd'],
    [9, 1, 'abcd'],
  ])('moves %i to %i', (from, to, order) => {
    expect(names(moveStep(draft(), from, to))).toBe(order);
  });
});

describe('removeStep', () => {
  it('takes the step out', () => {
    expect(names(removeStep(draft(), 2))).toBe('acd');
  });

  it.each([
    [[1, 2], 3, [1, 2]],
    [[2, 4], 1, [1, 3]],
    [[3, 4], 4, undefined],
    [[1, 4], 4, [1, 3]],
  ] as const)('an exclusion between %o without step %i is between %o', (between, number, left) => {
    const exclusions = [{ step: step('x'), between: [...between] as [number, number] }];
    expect(removeStep(draft({ exclusions }), number).exclusions[0]?.between).toEqual(left);
  });

  it.each([
    ['step:3', 1, 'step:2'],
    ['step:3', 3, null],
    ['step:1', 3, 'step:1'],
    ['last', 1, 'last'],
  ])('attribution %s without step %i is %s', (attribution, number, left) => {
    expect(removeStep(draft({ attribution }), number).attribution).toBe(left);
  });
});
