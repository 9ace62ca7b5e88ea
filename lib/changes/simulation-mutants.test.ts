import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Mutant } from '#lib/testing/simulator/mutant';
import { MUTANTS } from '#lib/testing/simulator/mutants';
import { type Mutation, openMutation } from '#lib/testing/simulator/mutate';
import { runSchedule } from '#lib/testing/simulator/run-schedule';
import { WEATHERS } from '#lib/testing/simulator/trouble';

/** Far fewer than the product itself has to stand. */
const MOST_SCHEDULES = 6_000;

let mutation: Mutation;

/** The schedule that is known to catch it, and then all others of its weather. */
function seedsFor({ seed = 1, weather }: Mutant): number[] {
  const all = Array.from({ length: MOST_SCHEDULES }, (_, place) => place + 1);
  return [seed, ...all.filter((one) => weather === undefined || one % WEATHERS.length === weather)];
}

beforeAll(async () => {
  mutation = await openMutation();
});

afterAll(() => mutation.close());

describe('a product with a fault in it', () => {
  it.each(MUTANTS.map((mutant) => [mutant.name, mutant] as const))(
    'is caught: %s',
    async (_, mutant) => {
      const product = await mutation.productOf(mutant);
      const caught = new Set<string>();
      for (const seed of seedsFor(mutant)) {
        const { violation } = await runSchedule(seed, { product, play: mutant.play ?? 'rollbacks' });
        if (violation !== null) caught.add(violation.slice(0, violation.indexOf(': ')));
        if (caught.has(mutant.breaks)) break;
      }
      expect([...caught]).toContain(mutant.breaks);
    },
    120_000,
  );

  it('must be found in its text', async () => {
    const same = {
      name: 'nothing',
      file: 'lib/changes/plan-hash.ts',
      from: 'kind, environment',
      to: 'kind, environment',
      breaks: 'no double move',
    } as const;
    await expect(mutation.productOf(same)).rejects.toThrow('not once');
  });
});
