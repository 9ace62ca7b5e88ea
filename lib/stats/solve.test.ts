import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { solve } from '#lib/stats/solve';

describe('solve', () => {
  it.each([
    [[], [], []],
    [[[2]], [4], [2]],
    [[[0]], [0], [0]],
    [
      [
        [2, 1],
        [1, 3],
      ],
      [5, 10],
      [1, 3],
    ],
    // The second says what the first says.
    [
      [
        [1, 2],
        [2, 4],
      ],
      [3, 6],
      [3, 0],
    ],
    [
      [
        [0, 0],
        [0, 2],
      ],
      [0, 6],
      [0, 3],
    ],
  ])('of %j and %j is %j', (matrix, right, expected) => {
    expect(solve(matrix, right)).toEqual(expected);
  });

  it('finds the line through points that lie on one', () => {
    const numbers = fc.array(fc.tuple(fc.integer({ min: -9, max: 9 }), fc.integer({ min: -9, max: 9 })), {
      minLength: 6,
      maxLength: 20,
    });
    fc.assert(
      fc.property(
        numbers,
        fc.integer({ min: -5, max: 5 }),
        fc.integer({ min: -5, max: 5 }),
        (points, a, b) => {
          const sum = (of: (x: number, y: number) => number) =>
            points.reduce((all, [x, y]) => all + of(x, y), 0);
          const matrix = [
            [sum((x) => x * x), sum((x, y) => x * y)],
            [sum((x, y) => x * y), sum((_, y) => y * y)],
          ];
          const right = [sum((x, y) => x * (a * x + b * y)), sum((x, y) => y * (a * x + b * y))];
          const [first = 0, second = 0] = solve(matrix, right);
          for (const [x, y] of points) expect(first * x + second * y).toBeCloseTo(a * x + b * y, 6);
        },
      ),
    );
  });
});
