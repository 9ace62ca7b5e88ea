import { describe, expect, it } from 'vitest';
import { isPublicAddress } from '#lib/adapters/health/public-address';

describe('a public address', () => {
  it.each(['1.1.1.1', '52.94.236.248', '172.32.0.1', '100.128.0.1', '2600:1f18::1', '2a00:1450:4001::1'])(
    '%s is one',
    (address) => {
      expect(isPublicAddress(address)).toBe(true);
    },
  );

  it.each([
    '127.0.0.1',
    '0.0.0.0',
    '10.1.2.3',
    '100.64.0.1',
    '169.254.169.254',
    '172.31.255.255',
    '192.168.0.1',
    '198.19.0.1',
    '224.0.0.1',
    '255.255.255.255',
    '::1',
    '::',
    '::ffff:127.0.0.1',
    '::ffff:10.0.0.1',
    '64:ff9b::a00:1',
    'fd00:ec2::254',
    'fe80::1',
    'ff02::1',
    '2001:db8::1',
    '2002:a00:1::',
    'not an address',
  ])('%s is none', (address) => {
    expect(isPublicAddress(address)).toBe(false);
  });
});
