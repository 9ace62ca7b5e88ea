import { expect, it } from 'vitest';
import { readOnce } from '#lib/functions/read-once';
import { fakeAlias, fakeFunctions, fakeVersion } from '#lib/testing/fake-functions';

it('asks once for each function and kind, and answers the same to all', async () => {
  const fleet = { a: { versions: [fakeVersion(1)], aliases: [fakeAlias(1)] } };
  const asked: string[] = [];
  const functions = fakeFunctions({ ...fleet, b: { versions: [fakeVersion(2)], aliases: [fakeAlias(2)] } });
  const once = readOnce({
    list: () => functions.list(),
    versions: (name) => {
      asked.push(`versions of ${name}`);
      return functions.versions(name);
    },
    aliases: (name) => {
      asked.push(`aliases of ${name}`);
      return functions.aliases(name);
    },
  });
  const [first, second] = await Promise.all([once.versions('a'), once.versions('a')]);
  expect(second).toBe(first);
  expect(await once.aliases('b')).toEqual([fakeAlias(2)]);
  await once.aliases('b');
  await once.aliases('a');
  expect(asked).toEqual(['versions of a', 'aliases of b', 'aliases of a']);
});

it('tells each asker of a failure', async () => {
  const failing = readOnce({ ...fakeFunctions({}), aliases: () => Promise.reject(new Error('gone')) });
  for (const _ of [1, 2]) await expect(failing.aliases('a')).rejects.toThrow('gone');
});
