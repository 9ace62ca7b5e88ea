import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { rollbackTarget, whyNot } from '#lib/functions/rollback-target';

function versions(...numbers: number[]) {
  return numbers.map((version) => ({ version, state: 'Active' }));
}

function on(version: number | '$LATEST') {
  return { version, second: null };
}

const none = new Map<number, string>();

describe('the target of a rollback', () => {
  it.each([
    ['the one before', on(3), [3, 2, 1], [], 2],
    ['the one live before, not the number before', on(14), [14, 12, 13, 12], [13], 12],
    ['over a bad one', on(13), [13, 12, 11], [12], 11],
    ['a higher one, when that was live', on(2), [2, 3], [], 3],
    ['not one that was published and never live', on(3), [3, 1], [], 1],
    ['nothing, when all that was live is bad', on(3), [3, 2], [2], null],
    ['the one before although the present one is not in the history', on(3), [2, 1], [], 2],
    ['by number, when nothing is known', on(10), [], [], 9],
    ['by number over a bad one', on(10), [], [9], 8],
    ['nothing below the first', on(1), [], [], null],
    ['the last one served, when the alias stands on $LATEST', on('$LATEST'), [4, 3], [], 4],
    ['nothing for $LATEST without a history', on('$LATEST'), [], [], null],
  ] as const)('is %s', (_, live, served, bad, expected) => {
    const all = versions(...Array.from({ length: 14 }, (_unused, index) => index + 1));
    const marked = new Map(bad.map((version) => [version, 'it hurt']));
    expect(rollbackTarget({ live, versions: all, served, bad: marked }).version).toBe(expected);
  });

  it('sorts numbers as numbers, wherever they stand', () => {
    expect(
      rollbackTarget({ live: on(11), versions: versions(9, 11, 10, 2), served: [], bad: none }).version,
    ).toBe(10);
  });

  it('says of each version that it passed over why', () => {
    const all = [...versions(1, 4), { version: 2, state: 'Failed' }];
    const target = rollbackTarget({ live: on(4), versions: all, served: [4, 3, 2, 1], bad: none });
    expect(target).toEqual({
      version: 1,
      why: 'It was the last good one live before.',
      rejected: [
        { version: 3, why: 'It does not exist any more.' },
        { version: 2, why: 'It cannot run: its state is Failed.' },
      ],
    });
  });

  it.each([
    ['the version that was there before the canary', 41, 42, [41, 40], [], 41],
    ['the second, where the new one is the main one already', 42, 41, [42, 41], [], 41],
    ['the lower number, when nothing is known', 41, 42, [], [], 41],
    ['one before both, when the other is bad', 41, 42, [41, 40], [41], 40],
  ] as const)('of two that share the traffic is %s', (_, version, second, served, bad, expected) => {
    const live = { version, second: { version: second, weight: 0.1 } };
    const marked = new Map(bad.map((number) => [number, 'it hurt']));
    expect(rollbackTarget({ live, versions: versions(40, 41, 42), served, bad: marked }).version).toBe(
      expected,
    );
  });

  it('takes an inactive version, which wakes up', () => {
    const all = [{ version: 1, state: 'Inactive' }, ...versions(2)];
    expect(rollbackTarget({ live: on(2), versions: all, served: [2, 1], bad: none }).version).toBe(1);
  });

  it('never is live, bad, gone or unable to run', () => {
    const number = fc.integer({ min: 1, max: 8 });
    const world = fc.record({
      live: fc.oneof(number.map(on), fc.constant(on('$LATEST'))),
      versions: fc.uniqueArray(
        fc.record({ version: number, state: fc.constantFrom('Active', 'Inactive', 'Failed', 'Pending') }),
        { selector: ({ version }) => version },
      ),
      served: fc.array(number, { maxLength: 8 }),
      bad: fc.array(number, { maxLength: 3 }).map((list) => new Map(list.map((version) => [version, 'x']))),
    });
    fc.assert(
      fc.property(world, (known) => {
        const { version, rejected } = rollbackTarget(known);
        if (version !== null) expect(whyNot(version, known)).toBeNull();
        for (const { version: other } of rejected) expect(whyNot(other, known)).not.toBeNull();
      }),
    );
  });
});
