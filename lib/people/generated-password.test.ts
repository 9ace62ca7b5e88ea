import { randomBytes } from 'node:crypto';
import { expect, it } from 'vitest';
import { GENERATED_PASSWORD_BYTES, generatedPassword } from '#lib/people/generated-password';
import { passwordFault } from '#lib/people/password-policy';

it('is one that the policy takes', () => {
  const made = Array.from({ length: 200 }, () => generatedPassword(randomBytes(GENERATED_PASSWORD_BYTES)));
  expect(new Set(made).size).toBe(200);
  for (const password of made) {
    expect(password).toMatch(/^[a-z2-9_]{5}(-[a-z2-9_]{5}){3}$/);
    expect(passwordFault(password, { email: 'ana@example.com', name: 'Ana' })).toBeNull();
  }
});
