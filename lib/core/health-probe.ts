/** What a health endpoint said when it was asked once. */
export interface HealthReading {
  url: string;
  /** It answered 200; a redirect, another status and silence are not health. */
  isHealthy: boolean;
  /** Null when nothing answered. */
  status: number | null;
  /** What was found, in words. */
  why: string;
  elapsedMs: number;
}

/** Somebody who asks addresses that people configured, and cannot be sent into the inner network by them. */
export interface HealthProbe {
  /** Asks an address once; whatever comes of it is a reading, never an error. Follows no redirect. */
  ask(url: string, signal?: AbortSignal): Promise<HealthReading>;
}
