/**
 * The headers of a page that depend on the request; next.config.js holds the constant ones. Scripts run only with
 * this answer's nonce, and nobody may frame us.
 *
 * @param isDevelopment the development server evaluates code and talks over a web socket.
 */
export function pageHeaders(options: {
  nonce: string;
  isSecure: boolean;
  isDevelopment: boolean;
}): Record<string, string> {
  const { nonce, isSecure, isDevelopment } = options;
  const policy = [
    "default-src 'self'",
    `script-src 'self' 'nonce-${nonce}' 'strict-dynamic'${isDevelopment ? " 'unsafe-eval'" : ''}`,
    // Charts and pop-ups place themselves with style attributes, which have no nonce.
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' data: blob:",
    "font-src 'self'",
    `connect-src 'self'${isDevelopment ? ' ws:' : ''}`,
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
    ...(isSecure ? ['upgrade-insecure-requests'] : []),
  ];
  return { 'content-security-policy': policy.join('; '), ...transportHeaders(isSecure) };
}

/** The headers of an answer of the API, which is never a document and never kept. */
export function apiHeaders(isSecure: boolean): Record<string, string> {
  return {
    'cache-control': 'no-store',
    'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
    ...transportHeaders(isSecure),
  };
}

function transportHeaders(isSecure: boolean): Record<string, string> {
  return isSecure ? { 'strict-transport-security': 'max-age=63072000; includeSubDomains' } : {};
}
