/** The time of the whole cloud: the machine's, or one that stands still until it is moved. */
export class Clock {
  private constructor(private standing: number | undefined) {}

  static real(): Clock {
    return new Clock(undefined);
  }

  /** A clock that stands at this time, in epoch milliseconds. */
  static stepped(at: number): Clock {
    return new Clock(at);
  }

  get isStepped(): boolean {
    return this.standing !== undefined;
  }

  /** Epoch milliseconds. */
  now(): number {
    return this.standing ?? Date.now();
  }

  /** Moves a stepped clock on, by milliseconds. */
  step(milliseconds: number): void {
    if (this.standing === undefined) throw new RangeError('A real clock cannot be moved.');
    if (milliseconds < 0) throw new RangeError('Time goes forward only.');
    this.standing += milliseconds;
  }
}
