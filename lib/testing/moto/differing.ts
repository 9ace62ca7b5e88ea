import { expect, it } from 'vitest';
import type { Check } from '#lib/testing/ports/check';

/** How another server differs from AWS in one test: why, and what the test's failure says. */
export interface Difference {
  reason: string;
  shows: string;
}

/**
 * Declares the tests of a port on a server that is known to differ: a listed test must fail, in the way that is
 * listed; all others must pass. Its last test says which differences no test shows.
 */
export function differing(differences: Record<string, Difference>): { check: Check; listEnds: () => void } {
  const shown = new Set<string>();
  const check: Check = (name, body) => {
    const difference = differences[name];
    if (!difference) {
      it(name, body);
      return;
    }
    shown.add(name);
    it(`${name} (not on moto: ${difference.reason})`, async () => {
      expect(await failureOf(body)).toContain(difference.shows);
    });
  };
  const listEnds = () =>
    it('differs in nothing that no test shows', () => {
      expect(Object.keys(differences).filter((name) => !shown.has(name))).toEqual([]);
    });
  return { check, listEnds };
}

async function failureOf(body: () => Promise<void>): Promise<string> {
  try {
    await body();
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
  return 'It passes: it no longer differs, and can be taken out of the list.';
}
