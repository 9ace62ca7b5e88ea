/**
 * The address of the caller. Each of our own proxies appends the address that it saw to `X-Forwarded-For`; whatever
 * stands before those entries was written by the caller and proves nothing.
 *
 * @param trustedProxies how many proxies of ours stand in front; with 0 the header is ignored.
 */
export function clientAddress(
  socketAddress: string | undefined,
  forwardedFor: string | undefined,
  trustedProxies: number,
): string {
  const socket = socketAddress ?? 'unknown';
  if (trustedProxies === 0 || !forwardedFor) return socket;
  const entries = forwardedFor.split(',').map((entry) => entry.trim());
  return entries[Math.max(0, entries.length - trustedProxies)] || socket;
}
