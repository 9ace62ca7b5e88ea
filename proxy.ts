import { type NextRequest, NextResponse } from 'next/server';
import { PATH_HEADER } from '#lib/http/page-path';
import { pageHeaders } from '#lib/http/security-headers';

/** Gives every page its security headers and its own address; who may see what is decided by the pages and routes themselves. */
export function proxy(request: NextRequest): NextResponse {
  const nonce = btoa(crypto.randomUUID());
  const headers = pageHeaders({
    nonce,
    isSecure: isBehindTls(request),
    isDevelopment: process.env.NODE_ENV === 'development',
  });
  const forwarded = new Headers(request.headers);
  forwarded.set('x-nonce', nonce);
  // A page is not told where it stands; it must know to bring people back there after they signed in.
  forwarded.set(PATH_HEADER, `${request.nextUrl.pathname}${request.nextUrl.search}`);
  // Next reads the nonce for its own scripts from this request header.
  forwarded.set('content-security-policy', headers['content-security-policy'] ?? '');
  const response = NextResponse.next({ request: { headers: forwarded } });
  for (const [name, value] of Object.entries(headers)) response.headers.set(name, value);
  return response;
}

function isBehindTls(request: NextRequest): boolean {
  return (process.env.NEXTAUTH_URL ?? request.nextUrl.origin).startsWith('https:');
}

// Not the API: a body that passes through here is held in memory and cut at 10 MB.
export const config = { matcher: ['/((?!api/|_next/static|_next/image|favicon.ico).*)'] };
