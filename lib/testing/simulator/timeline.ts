import type { Dice } from '#lib/testing/simulator/dice';

/** Whose steps they are: a process that may be killed, or the world outside, which goes on. */
export interface Owner {
  name: string;
  isAlive: boolean;
}

interface Waiting {
  owner: Owner;
  label: string;
  at: number;
  resume: () => void;
}

interface Hooks {
  /** Asked before a step is taken; true is the end of its owner. */
  kills(owner: Owner): boolean;
  /** Told after each step, when everybody waits again. */
  taken(): void;
}

const LONGEST_STEP_MS = 80;
/** More steps than any schedule needs: one that goes on for ever is a fault, not a test that hangs. */
const MOST_STEPS = 30_000;

/**
 * Simulated time, and who goes next. Everybody who touches the world waits here first; one of those who may go is
 * chosen, and nobody else goes before all wait again. Time passes by steps, and leaps when everybody waits for it.
 */
export class Timeline {
  readonly trace: string[] = [];
  /** Calls that are out at something real, like a database. */
  busy = 0;
  private waiting: Waiting[] = [];

  constructor(
    private readonly dice: Dice,
    public now: number,
  ) {}

  /** Waits for its turn. Of an owner who is killed meanwhile it never returns, as nothing does after a kill. */
  step(owner: Owner, label: string): Promise<void> {
    return this.pause(owner, 0, label);
  }

  pause(owner: Owner, milliseconds: number, label: string): Promise<void> {
    return new Promise((resume) => {
      this.waiting.push({ owner, label, at: this.now + milliseconds, resume });
    });
  }

  note(owner: string, text: string): void {
    const seconds = (this.now / 1000).toFixed(2).padStart(9);
    this.trace.push(`${seconds} s  ${owner.padEnd(12)} ${text}`);
  }

  /** Goes on until nobody waits any more. */
  async run({ kills, taken }: Hooks): Promise<void> {
    for (let count = 0; count < MOST_STEPS; count += 1) {
      await this.quiet();
      taken();
      const next = this.next();
      if (!next) return;
      if (kills(next.owner)) continue;
      this.note(next.owner.name, next.label);
      next.resume();
    }
    throw new Error(`It goes on for more than ${MOST_STEPS} steps.`);
  }

  private next(): Waiting | undefined {
    this.waiting = this.waiting.filter(({ owner }) => owner.isAlive);
    if (this.waiting.length === 0) return undefined;
    const soonest = this.waiting.reduce((least, { at }) => Math.min(least, at), Number.POSITIVE_INFINITY);
    this.now = Math.max(this.now, soonest) + this.dice.below(LONGEST_STEP_MS);
    const due = this.waiting.filter(({ at }) => at <= this.now);
    const chosen = this.dice.pick(due);
    this.waiting.splice(this.waiting.indexOf(chosen), 1);
    return chosen;
  }

  /** All that follows from the last step by itself has happened. */
  private async quiet(): Promise<void> {
    do await new Promise(setImmediate);
    while (this.busy > 0);
  }
}
