import { beforeEach, describe, expect } from 'vitest';
import type { FunctionAlias, FunctionMover, FunctionPruner, Functions } from '#lib/core/functions';
import { done } from '#lib/testing/done';
import type { Check } from '#lib/testing/ports/check';

export interface LambdaWorld {
  functions: Functions;
  mover: FunctionMover;
  pruner: FunctionPruner;
  /** Makes a function with versions 1, 2 and 3, and `live` on 3. */
  make(name: string): Promise<void>;
}

/** What holds of the ports to functions, whoever answers for AWS. */
export function describeLambda(world: () => LambdaWorld, check: Check): void {
  let name = '';
  let made = 0;

  beforeEach(async () => {
    made += 1;
    name = `orders-${String(made).padStart(3, '0')}`;
    await world().make(name);
  });

  const live = () => liveAlias(world().functions, name);
  const to = (toVersion: number, revisionId: string, second: FunctionAlias['second'] = null) => {
    return { functionName: name, alias: 'live', toVersion, second, revisionId, description: 'a change' };
  };

  describe('functions', () => {
    check('are listed by name, and their versions by number, without $LATEST', async () => {
      const { functions } = world();
      expect(await functions.list()).toContain(name);
      const versions = await functions.versions(name);
      expect(versions.map(({ version }) => version)).toEqual([1, 2, 3]);
      expect(versions[0]).toMatchObject({ state: 'Active', stateReason: null });
      expect(versions[0]?.codeSha256).toMatch(/^[A-Za-z0-9+/]{43}=$/);
    });

    check('that are not there are told so', async () => {
      await expect(world().functions.versions('nobody')).rejects.toMatchObject({ code: 'not_found' });
    });
  });

  describe('an alias', () => {
    check('is moved, with a share for a second version', async () => {
      const before = await live();
      expect(before).toMatchObject({ name: 'live', version: 3, second: null });
      const second = { version: 3, weight: 0.1 };
      expect(await world().mover.move(to(2, before.revisionId, second))).toMatchObject({ outcome: 'done' });
      expect(await live()).toMatchObject({ version: 2, second, description: 'a change' });
    });

    check('has a revision of its own, which each move changes', async () => {
      const before = await live();
      expect(before.revisionId).not.toBe('');
      await world().mover.move(to(2, before.revisionId));
      expect((await live()).revisionId).not.toBe(before.revisionId);
    });

    check('has no weights any more when it is moved without any', async () => {
      const { mover } = world();
      await mover.move(to(2, (await live()).revisionId, { version: 3, weight: 0.1 }));
      const act = await mover.move(to(2, (await live()).revisionId));
      expect(act).toMatchObject({ outcome: 'done', value: { version: 2, second: null } });
      expect(await live()).toMatchObject({ version: 2, second: null });
    });

    check('stays where it is under an old revision', async () => {
      const { revisionId } = await live();
      await world().mover.move(to(2, revisionId));
      expect(await world().mover.move(to(1, revisionId))).toMatchObject({ outcome: 'raced' });
      expect(await live()).toMatchObject({ version: 2 });
    });

    check('is not moved to a version that is not there', async () => {
      const { revisionId } = await live();
      expect(await world().mover.move(to(77, revisionId))).toMatchObject({ outcome: 'refused' });
      expect(await live()).toMatchObject({ version: 3 });
    });

    check('is called, and tells which version answered', async () => {
      const { executedVersion, isError } = await done(world().mover.invoke(name, 'live'));
      expect(isError).toBe(false);
      expect(executedVersion).toBe('3');
    });
  });

  describe('a version', () => {
    check('is deleted, and no other', async () => {
      const { functions, pruner } = world();
      expect(await pruner.deleteVersion(name, 1)).toMatchObject({ outcome: 'done' });
      expect((await functions.versions(name)).map(({ version }) => version)).toEqual([2, 3]);
    });

    check('that an alias names is not deleted', async () => {
      const { functions, pruner } = world();
      expect(await pruner.deleteVersion(name, 3)).toMatchObject({ outcome: 'refused' });
      expect(await functions.versions(name)).toHaveLength(3);
    });
  });
}

/** Where `live` of a function stands. */
export async function liveAlias(functions: Functions, functionName: string): Promise<FunctionAlias> {
  const alias = (await functions.aliases(functionName)).find((found) => found.name === 'live');
  if (!alias) throw new Error(`${functionName} has no alias live.`);
  return alias;
}
