import { expect, it } from 'vitest';
import { secrets } from '#lib/adapters/secrets';

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
