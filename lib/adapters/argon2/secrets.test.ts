import { expect, it } from 'vitest';
import { secrets } from '#lib/adapters/argon2/secrets';
import { NOBODYS_HASH } from '#lib/people/commands/sign-in';

it('hashes with argon2id and knows the password again, however it was composed', async () => {
  const stored = await secrets.hash('pass\u00e9 compos\u00e9');
  expect(stored).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
  expect(await secrets.verify('passe\u0301 compose\u0301', stored)).toBe(true);
  expect(await secrets.verify('passe compose', stored)).toBe(false);
  expect(await secrets.hash('pass\u00e9 compos\u00e9')).not.toBe(stored);
});

it('gives bytes that differ', () => {
  expect(secrets.bytes(32)).toHaveLength(32);
  expect(secrets.bytes(32)).not.toEqual(secrets.bytes(32));
});

it('costs as much for an unknown account as for a known one', async () => {
  const costOf = (hash: string) => hash.split('$').slice(1, 4).join('$');
  expect(costOf(NOBODYS_HASH)).toBe(costOf(await secrets.hash('any')));
  expect(await secrets.verify('any', NOBODYS_HASH)).toBe(false);
});
