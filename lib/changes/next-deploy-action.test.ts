import { describe, expect, it } from 'vitest';
import type { DeployIntent, DeployStep } from '#lib/changes/deploy-journal';
import { nextDeployAction, stagesOf } from '#lib/changes/next-deploy-action';
import { plannedDeploy } from '#lib/testing/planned-deploy';

const plan = plannedDeploy();
const at = { function: plan.function, alias: 'live', revisionId: 'r' };
const INTENTS = {
  note: { kind: 'note_alarms' },
  backUp: { kind: 'back_up', table: 'orders' },
  update: { kind: 'update', revisionId: 'l1' },
  publish: { kind: 'publish', revisionId: 'l2' },
  try: { kind: 'try', version: 4 },
  move10: {
    ...{ kind: 'move', percent: 10, ...at },
    to: { version: 3, second: { version: 4, weight: 0.1 } },
  },
  watch10: { kind: 'watch', percent: 10, minutes: 1 },
  move100: { ...{ kind: 'move', percent: 100, ...at }, to: { version: 4, second: null } },
  watch100: { kind: 'watch', percent: 100, minutes: 1 },
  undo: { ...{ kind: 'undo', ...at }, to: { version: 3, second: null } },
} as const satisfies Record<string, DeployIntent>;

type Name = keyof typeof INTENTS;
const ORDER: Name[] = [
  'note',
  'backUp',
  'update',
  'publish',
  'try',
  'move10',
  'watch10',
  'move100',
  'watch100',
];

/** A journal written as `name` (done) or `name:outcome`; `?` is an outcome that nobody knows. */
function journal(...lines: string[]): DeployStep[] {
  return lines.map((line, sequence) => {
    const [name = '', outcome = 'done'] = line.split(':');
    const intent = INTENTS[name as Name];
    const step = { sequence, intent, intendedAt: new Date(0), why: null, result: null };
    return { ...step, outcome: outcome === '?' ? null : outcome };
  });
}

const earlierThan = (name: Name) => ORDER.slice(0, ORDER.indexOf(name));

describe('the next action of a deploy', () => {
  it('is the next stage, in order, and then to verify', () => {
    for (const name of ORDER) {
      const action = nextDeployAction(plan, journal(...earlierThan(name)));
      expect(action).toMatchObject({ do: 'take', stage: { kind: INTENTS[name].kind } });
    }
    expect(nextDeployAction(plan, journal(...ORDER))).toEqual({ do: 'verify' });
  });

  it('uploads nothing that is there, and backs up nothing that is not named', () => {
    const code = { ...plan.code, codeSha256: 'old' };
    const kinds = stagesOf(plannedDeploy({ code, tables: [] })).map(({ kind }) => kind);
    expect(kinds).toEqual(['note_alarms', 'publish', 'try', 'move', 'watch', 'move', 'watch']);
  });

  it.each(ORDER)('looks into a %s that nobody knows the end of', (name) => {
    const steps = journal(...earlierThan(name), `${name}:?`);
    expect(nextDeployAction(plan, steps)).toEqual({ do: 'resolve', step: steps.at(-1) });
  });

  it.each(['backUp', 'update', 'publish', 'try', 'move10'] as const)(
    'is to give up when a %s before any traffic is refused',
    (name) => {
      const steps = journal(...earlierThan(name), `${name}:refused`);
      expect(nextDeployAction(plan, steps)).toEqual({
        do: 'give_up',
        because: steps.at(-1),
        wasMoved: false,
      });
    },
  );

  it.each(['watch10', 'move100', 'watch100'] as const)('is to go back when a %s is refused', (name) => {
    const steps = [...earlierThan(name), `${name}:refused`];
    expect(nextDeployAction(plan, journal(...steps))).toEqual({ do: 'undo' });
    expect(nextDeployAction(plan, journal(...steps, 'undo:not_done'))).toEqual({ do: 'undo' });
    const back = journal(...steps, 'undo');
    expect(nextDeployAction(plan, back)).toMatchObject({ do: 'give_up', wasMoved: true });
  });

  it.each([['refused'], ['raced']])('is a split when the way back is %s', (outcome) => {
    const steps = journal(...earlierThan('watch10'), 'watch10:refused', `undo:${outcome}`);
    expect(nextDeployAction(plan, steps).do).toBe('split');
  });

  it.each(['move10', 'move100'] as const)('leaves alone what somebody else moved at %s', (name) => {
    const steps = journal(...earlierThan(name), `${name}:raced`);
    expect(nextDeployAction(plan, steps)).toMatchObject({ do: 'give_up', wasMoved: false });
  });

  it('tries a call that vanished three times, and then goes back over it', () => {
    const vanished = 'move10:not_done';
    const twice = journal(...earlierThan('move10'), vanished, vanished);
    expect(nextDeployAction(plan, twice)).toMatchObject({ do: 'take', stage: { percent: 10 } });
    const thrice = journal(...earlierThan('move10'), vanished, vanished, vanished);
    expect(nextDeployAction(plan, thrice)).toEqual({ do: 'undo' });
  });
});
