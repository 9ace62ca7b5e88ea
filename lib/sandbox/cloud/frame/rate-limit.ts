/** So many a second, with no saving up beyond one second's worth (a token bucket). */
export class RateLimit {
  private tokens: number | undefined;
  private filledAt = 0;

  /** Takes one if there is one; `perSecond` null means no limit. `now` in milliseconds. */
  take(perSecond: number | null, now: number): boolean {
    if (perSecond === null) return true;
    const grown = ((now - this.filledAt) * perSecond) / 1000;
    this.tokens = Math.min(perSecond, (this.tokens ?? perSecond) + grown);
    this.filledAt = now;
    if (this.tokens < 1) return false;
    this.tokens -= 1;
    return true;
  }
}
