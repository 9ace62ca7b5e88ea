import { describe, expect, it } from 'vitest';
import { normalizeEmail } from '#lib/people/email';
import { passwordFault } from '#lib/people/password-policy';

const ANA = { email: 'ana.lovelace@example.com', name: 'Ana Lovelace' };

describe('password policy', () => {
  it.each([
    'three lazy tigers sing',
    'Tr0ub4dor&3-again',
    'zażółć gęślą jaźń',
    'f8Zq-p2Lx-77vM',
    'my password is long enough to be fine',
  ])('takes %j', (password) => expect(passwordFault(password, ANA)).toBeNull());

  it.each([
    ['short-one', 'at least 12'],
    ['x'.repeat(257), 'at most 256'],
    ['aaaaaaaaaaaaaa', 'repeat'],
    ['abababababab', 'repeat'],
    ['Password1234', 'common'],
    ['P@ssw0rd!2024', 'common'],
    ['passwordpassword', 'common'],
    ['qwertyuiop12', 'common'],
    ['123456789012', 'common'],
    ['abcdefghijklmnop', 'row'],
    ['ana.lovelace@example.com', 'name'],
    ['AnaLovelace1!', 'name'],
    ['lovelacelovelace', 'name'],
  ])('refuses %j', (password, reason) => expect(passwordFault(password, ANA)).toContain(reason));
});

describe('normalizeEmail', () => {
  it.each([
    ['  Ana@Example.COM ', 'ana@example.com'],
    ['ana@example\u0000.com\n', 'ana@example.com'],
    ['ａｎａ@example.com', 'ana@example.com'],
    ['ana\u0301@example.com', 'an\u00e1@example.com'],
  ])('%j is %j', (typed, spelled) => expect(normalizeEmail(typed)).toBe(spelled));
});
