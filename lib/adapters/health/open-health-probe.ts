import { type LookupAddress, type LookupOptions, lookup } from 'node:dns';
import http from 'node:http';
import https from 'node:https';
import { isIP } from 'node:net';
import { isPublicAddress } from '#lib/adapters/health/public-address';
import type { HealthProbe, HealthReading } from '#lib/core/health-probe';

interface ProbeOptions {
  /** Origins such as `https://api.internal:8443` that may stand in the inner network. */
  allowedOrigins: readonly string[];
  timeoutMs?: number;
}

type Finding = Pick<HealthReading, 'status' | 'why'>;
type Looked = (
  error: NodeJS.ErrnoException | null,
  address: string | LookupAddress[],
  family?: number,
) => void;

const TIMEOUT_MS = 5_000;
const PRIVATE = 'PRIVATE_ADDRESS';

/**
 * Asks health endpoints over HTTP. An address that people configured must not become a way into the inner network: a
 * name is looked up once, and what it leads to is refused at the connection itself unless it is public, so a name that
 * changes its mind between the look and the call is caught too. Origins on the list are taken at their word.
 */
export function openHealthProbe({ allowedOrigins, timeoutMs = TIMEOUT_MS }: ProbeOptions): HealthProbe {
  const allowed = new Set(allowedOrigins.map((origin) => new URL(origin).origin));
  return {
    ask: async (text, signal) => {
      const begun = performance.now();
      const limit = AbortSignal.timeout(timeoutMs);
      const finding = await find(text, allowed, signal ? AbortSignal.any([signal, limit]) : limit);
      return {
        url: text,
        isHealthy: finding.status === 200,
        ...finding,
        elapsedMs: Math.round(performance.now() - begun),
      };
    },
  };
}

async function find(text: string, allowed: ReadonlySet<string>, signal: AbortSignal): Promise<Finding> {
  const url = URL.parse(text);
  if (!url || !/^https?:$/.test(url.protocol)) return silent('It is not an http or https address.');
  const isAllowed = allowed.has(url.origin);
  const host = url.hostname.replace(/^\[|\]$/g, '');
  if (!isAllowed && isIP(host) && !isPublicAddress(host)) return silent(refusalOf(url));
  try {
    return answered(await statusOf(url, isAllowed, signal));
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? `${error.code}` : '';
    if (code === PRIVATE) return silent(refusalOf(url));
    if (signal.aborted) return silent('It did not answer in time.');
    return silent(`It could not be reached${code ? ` (${code})` : ''}.`);
  }
}

function answered(status: number): Finding {
  if (status === 200) return { status, why: 'It answered 200.' };
  const isRedirect = status >= 300 && status < 400;
  return { status, why: `It answered ${status}${isRedirect ? ', a redirect, which is not followed' : ''}.` };
}

function silent(why: string): Finding {
  return { status: null, why };
}

function refusalOf({ origin }: URL): string {
  return `It leads to a private address, which is not asked unless HEALTH_ORIGINS names ${origin}.`;
}

/** Node's own client follows no redirect and connects to exactly what `lookup` answers. */
function statusOf(url: URL, isAllowed: boolean, signal: AbortSignal): Promise<number> {
  const { request } = url.protocol === 'https:' ? https : http;
  return new Promise((resolve, reject) => {
    const options = { signal, agent: false, ...(isAllowed ? {} : { lookup: publicLookup }) };
    const asked = request(url, { ...options, headers: { 'user-agent': 'flightdeck-health' } }, (response) => {
      // What it says beside its status is of no interest, and may be endless.
      response.destroy();
      resolve(response.statusCode ?? 0);
    });
    asked.on('error', reject);
    asked.end();
  });
}

function publicLookup(hostname: string, options: LookupOptions, done: Looked): void {
  lookup(hostname, { ...options, all: true }, (error, addresses) => {
    if (error) return done(error, []);
    const [first] = addresses;
    if (!first || addresses.some(({ address }) => !isPublicAddress(address))) {
      return done(Object.assign(new Error('a private address'), { code: PRIVATE }), []);
    }
    return options.all ? done(null, addresses) : done(null, first.address, first.family);
  });
}
