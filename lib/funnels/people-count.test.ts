import { describe, expect, it } from 'vitest';
import { PeopleCount } from '#lib/funnels/people-count';
import { PeopleQuestion } from '#lib/funnels/schema';
import type { UnitEvents } from '#lib/funnels/walk/unit-events';

const START = Date.UTC(2026, 0, 5);
const MINUTE = 60_000;

/** Events as [minute, steps, excluded?, held?]. */
type Written = [minute: number, steps: number[], excluded?: boolean, held?: number];

function unitOf(events: Written[]): UnitEvents {
  return {
    count: events.length,
    times: Float64Array.from(events, ([minute]) => START + minute * MINUTE),
    steps: Uint32Array.from(events, ([, steps]) => steps.reduce((mask, step) => mask + 2 ** (step - 1), 0)),
    excluded: Uint32Array.from(events, ([, , excluded]) => (excluded ? 1 : 0)),
    held: Int32Array.from(events, ([, , , held]) => held ?? 0),
    broken: new Int32Array(events.length),
    hasExclusions: events.some(([, , excluded]) => excluded),
    hasHardTies: false,
  };
}

function question(changes: object) {
  return PeopleQuestion.parse({
    steps: [{ step: 'view' }, { step: 'click' }, { step: 'save', name: 'Save it' }],
    from: '2026-01-05T00:00:00Z',
    to: '2026-01-06T00:00:00Z',
    windowSeconds: 3600,
    step: 2,
    outcome: 'dropped',
    ...changes,
  });
}

function reasonFor(
  changes: object,
  events: Written[],
  now = START + 400 * 24 * 60 * MINUTE,
): string | null | undefined {
  const people = new PeopleCount(question(changes), now);
  people.add(unitOf(events), { unit: 'u', person: 'u' });
  return people.answer().users[0]?.stoppedBecause;
}

describe('why a person stopped', () => {
  it.each<[string, object, Written[]]>([
    ['never did click', {}, [[0, [1]]]],
    [
      'did click 3 min too late',
      {},
      [
        [0, [1]],
        [63, [2]],
      ],
    ],
    [
      'did click before view',
      {},
      [
        [0, [2]],
        [5, [1]],
      ],
    ],
    [
      'did Save it before click',
      { step: 3 },
      [
        [0, [1]],
        [5, [3]],
        [10, [2]],
      ],
    ],
    [
      'did something else before click',
      { order: 'strict' },
      [
        [0, [1]],
        [5, []],
        [10, [2]],
      ],
    ],
    [
      'did click with another plan',
      { holdConstant: 'plan' },
      [
        [0, [1], false, 1],
        [5, [2], false, 2],
      ],
    ],
    [
      'did 1 of 3 steps within 1 hour',
      { order: 'any' },
      [
        [0, [1]],
        [90, [1]],
      ],
    ],
    ['did view only for another step', { steps: [{ step: 'view' }, { step: 'view' }] }, [[0, [1, 2]]]],
    [
      'excluded by error after step 1',
      { exclusions: [{ step: { step: 'error' }, between: [1, 2] }], step: 1, outcome: 'excluded' },
      [
        [0, [1]],
        [5, [], true],
        [10, [2]],
      ],
    ],
  ])('%s', (reason, changes, events) => {
    expect(reasonFor(changes, events)).toBe(reason);
  });

  it('says how long those have who may still go on', () => {
    expect(reasonFor({ outcome: 'pending' }, [[0, [1]]], START + 15 * MINUTE)).toBe('still has 45 min');
  });

  it('says nothing of those who have the step', () => {
    expect(
      reasonFor({ outcome: 'converted' }, [
        [0, [1]],
        [5, [2]],
      ]),
    ).toBeNull();
  });
});

describe('the list of people', () => {
  it('comes page by page, in order, with one total', () => {
    const names = Array.from({ length: 23 }, (_, i) => `u${String((i * 7) % 23).padStart(2, '0')}`);
    const seen: (string | null)[] = [];
    let cursor: string | null | undefined;
    do {
      const people = new PeopleCount(
        question({ outcome: 'converted', step: 1, limit: 2, ...(cursor ? { cursor } : {}) }),
        START,
      );
      for (const name of names) people.add(unitOf([[0, [1]]]), { unit: name, person: name });
      const { users, total, nextCursor } = people.answer();
      expect(total).toBe(23);
      seen.push(...users.map(({ userId }) => userId));
      cursor = nextCursor;
    } while (cursor);
    expect(seen).toEqual([...names].sort());
  });
});
