/** A path of this site to go on to, or the start: an address that somebody else put in the link is never followed. */
export function safeNext(next: string | undefined): string {
  return next && /^\/(?![/\\])/.test(next) ? next : '/funnels';
}
