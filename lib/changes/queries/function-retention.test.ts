import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { functionRetention } from '#lib/changes/queries/function-retention';
import { type DeployWorld, deployWorld } from '#lib/testing/deploy-world';

let world: DeployWorld;

beforeAll(async () => {
  world = await deployWorld();
});
afterAll(() => world.close());
beforeEach(() => world.renew());

/** How often AWS was asked for the versions of a function. */
async function readings(): Promise<number> {
  return (await world.sandbox.calls()).filter(({ operation }) => operation === 'ListVersionsByFunction')
    .length;
}

describe('the retention of a function', () => {
  it('says of each version what a clean-up would do, and changes nothing', async () => {
    const before = await world.database.db.change.count();
    const readingsBefore = await readings();
    const { fates, readAt } = await functionRetention(world.ctx, world.name);
    expect(fates.map(({ version, isKept }) => [version, isKept])).toEqual([
      [1, true],
      [2, true],
      [3, true],
    ]);
    expect(fates[2]?.reasons).toEqual(['The alias live points at it.']);
    expect(await readings()).toBeGreaterThan(readingsBefore);
    expect(readAt).toBe(world.pace.clock().toISOString());
    expect(await world.database.db.change.count()).toBe(before);
    expect(await world.numbers()).toEqual([1, 2, 3]);
  });

  it('refuses a function that there is not, before any version is read', async () => {
    const before = await readings();
    await expect(functionRetention(world.ctx, 'nobody')).rejects.toMatchObject({ code: 'not_found' });
    expect(await readings()).toBe(before);
  });

  it('is not for somebody who has not signed in', async () => {
    const nobody = { ...world.ctx, actor: { kind: 'anonymous', id: 'anonymous' } as const };
    await expect(functionRetention(nobody, world.name)).rejects.toMatchObject({ code: 'unauthenticated' });
  });
});
