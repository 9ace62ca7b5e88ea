import type { Metrics } from '#lib/sandbox/cloud/cloudwatch/metrics';

interface Flight {
  functionName: string;
  resource: string;
  version: string;
  startedAt: number;
  durationMs: number;
  hasFailed: boolean;
}

/** Calls that have begun and not ended. A call shows in the metrics when it has ended, at the time it began. */
export class InFlight {
  private readonly bySecond = new Map<number, Flight[]>();
  private readonly running = new Map<string, number>();
  private earliest = Infinity;

  constructor(private readonly metrics: Metrics) {}

  /** How many calls of a function run now. */
  count(functionName: string): number {
    return this.running.get(functionName) ?? 0;
  }

  begin(flight: Flight): void {
    const second = Math.ceil((flight.startedAt + flight.durationMs) / 1000);
    const ending = this.bySecond.get(second);
    if (ending) ending.push(flight);
    else this.bySecond.set(second, [flight]);
    this.earliest = Math.min(this.earliest, second);
    this.running.set(flight.functionName, this.count(flight.functionName) + 1);
  }

  /** Ends what has ended by `now`, in epoch milliseconds. */
  end(now: number): void {
    if (this.earliest * 1000 > now) return;
    for (const [second, flights] of this.bySecond) {
      if (second * 1000 > now) continue;
      this.bySecond.delete(second);
      for (const flight of flights) this.report(flight);
    }
    this.earliest = Math.min(Infinity, ...this.bySecond.keys());
  }

  private report({ functionName, startedAt, resource, version, durationMs, hasFailed }: Flight): void {
    this.running.set(functionName, this.count(functionName) - 1);
    this.metrics.addInvocation(functionName, startedAt, resource, version, {
      invocations: 1,
      errors: hasFailed ? 1 : 0,
      durations: [durationMs],
    });
  }
}
