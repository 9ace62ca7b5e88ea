import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { MUTANTS } from '#lib/testing/simulator/mutants';
import { type Mutation, openMutation } from '#lib/testing/simulator/mutate';
import { runSchedule } from '#lib/testing/simulator/run-schedule';

/** Far fewer than the product itself has to stand. */
const MOST_SCHEDULES = 6_000;

let mutation: Mutation;

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
      const { play = 'rollbacks', seed: known = 0 } = mutant;
      for (let seed = 0; seed <= MOST_SCHEDULES && !caught.has(mutant.breaks); seed += 1) {
        const { violation } = await runSchedule(seed === 0 ? known : seed, { product, play });
        if (violation !== null) caught.add(violation.slice(0, violation.indexOf(': ')));
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
