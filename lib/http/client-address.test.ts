import { describe, expect, it } from 'vitest';
import { clientAddress } from '#lib/http/client-address';

describe('clientAddress', () => {
  it.each([
    { socket: '10.0.0.1', header: undefined, proxies: 0, address: '10.0.0.1' },
    { socket: '10.0.0.1', header: '1.2.3.4', proxies: 0, address: '10.0.0.1' },
    { socket: '10.0.0.1', header: '1.2.3.4', proxies: 1, address: '1.2.3.4' },
    { socket: '10.0.0.1', header: '6.6.6.6, 1.2.3.4', proxies: 1, address: '1.2.3.4' },
    { socket: '10.0.0.1', header: '6.6.6.6, 1.2.3.4, 10.0.0.9', proxies: 2, address: '1.2.3.4' },
    { socket: '10.0.0.1', header: '1.2.3.4', proxies: 3, address: '1.2.3.4' },
    { socket: '10.0.0.1', header: undefined, proxies: 1, address: '10.0.0.1' },
    { socket: undefined, header: undefined, proxies: 0, address: 'unknown' },
  ])('$header from $socket behind $proxies proxies is $address', ({ socket, header, proxies, address }) => {
    expect(clientAddress(socket, header, proxies)).toBe(address);
  });
});
