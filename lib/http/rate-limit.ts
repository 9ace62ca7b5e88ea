/** How often one caller may ask: `burst` at once, refilled at `perSecond`. */
export interface RateLimit {
  burst: number;
  perSecond: number;
}

export const RATE_LIMITS = {
  /** By address, before anything is known of the caller. */
  address: { burst: 600, perSecond: 200 },
  /** By address, on routes that ask for no identity. */
  public: { burst: 60, perSecond: 5 },
  read: { burst: 300, perSecond: 50 },
  write: { burst: 60, perSecond: 10 },
  ingest: { burst: 1000, perSecond: 500 },
} as const satisfies Record<string, RateLimit>;

interface Bucket {
  tokens: number;
  at: number;
}

/** Token buckets (RFC 2697's single rate) in memory, bounded: the longest unused are forgotten first. */
export class RateLimiter {
  readonly #buckets = new Map<string, Bucket>();
  readonly #capacity: number;

  constructor(capacity = 20_000) {
    this.#capacity = capacity;
  }

  /** Takes one token; answers 0, or the seconds until there is one. `now` is in milliseconds. */
  take(key: string, limit: RateLimit, now: number): number {
    const known = this.#buckets.get(key) ?? { tokens: limit.burst, at: now };
    const refilled = known.tokens + ((now - known.at) / 1000) * limit.perSecond;
    const tokens = Math.min(limit.burst, refilled);
    const isTaken = tokens >= 1;
    this.#buckets.delete(key);
    this.#buckets.set(key, { tokens: isTaken ? tokens - 1 : tokens, at: now });
    if (this.#buckets.size > this.#capacity) this.#forgetOldest();
    return isTaken ? 0 : (1 - tokens) / limit.perSecond;
  }

  #forgetOldest(): void {
    const oldest = this.#buckets.keys().next();
    if (!oldest.done) this.#buckets.delete(oldest.value);
  }
}
