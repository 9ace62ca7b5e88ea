import { expect, it } from 'vitest';
import { testCtx } from '#lib/testing/ctx';
import { testDatabase } from '#lib/testing/database';

it('gives each test a migrated database of its own', async () => {
  const [one, two] = await Promise.all([testDatabase(), testDatabase()]);
  await one.db.setting.create({ data: { key: 'a', value: 1 } });
  expect(await one.db.setting.count()).toBe(1);
  expect(await two.db.setting.count()).toBe(0);
  await Promise.all([one.close(), two.close()]);
});

it('names the port that a test forgot', () => {
  expect(() => testCtx().db.setting).toThrow('ctx.db.setting');
});
