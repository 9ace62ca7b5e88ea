/** The page's own path and query, as the proxy tells it; whatever a browser sends under this name is overwritten. */
export const PATH_HEADER = 'x-flightdeck-path';

/** The sign-in page that leads back to `path`; the home page needs no mention. */
export function signInPath(path: string | null): `/sign-in${string}` {
  return path === null || path === '/' ? '/sign-in' : `/sign-in?next=${encodeURIComponent(path)}`;
}
