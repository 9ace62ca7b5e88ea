import type { Actor } from '#lib/core/actor';
import type { Ctx } from '#lib/core/ctx';
import type { Live } from '#lib/core/live';
import { emptySight } from '#lib/functions/commands/look-round';
import { testCtx } from '#lib/testing/ctx';
import { fakeStacks, NO_STACK_MOVER } from '#lib/testing/fake-stacks';
import { NO_TABLES, untouched } from '#lib/testing/no-tables';
import { gatedDatabase } from '#lib/testing/simulator/gated-database';
import { memoryMonitoring } from '#lib/testing/simulator/metrics';
import { type CallWatch, cloudPorts } from '#lib/testing/simulator/network';
import type { Product } from '#lib/testing/simulator/product';
import type { Scene } from '#lib/testing/simulator/scene';
import type { Owner } from '#lib/testing/simulator/timeline';

/** What a caller is told when the process that worked for it is gone. */
export class Unreachable extends Error {}

const SETUP: Actor = { kind: 'system', id: 'setup' };
const SCHEDULER: Actor = { kind: 'system', id: 'scheduler' };
const LONGEST_HOUR_MS = 90_000;
const LONGEST_OVERLAP_MS = 20_000;
const LONGEST_RESTART_MS = 15_000;
const MOST_LOOKS = 3;

/** What a lookout has seen that nobody let look. */
const NOTHING_SEEN: Live = emptySight();

/** The product as it is run: one process after the other, over the same database. */
export class Server {
  private process: Owner | undefined;
  /** Whether the clean-up of each day is asked for, and carried out. */
  isCleaning = false;
  private generation = 0;
  /** Whom to tell when a process is gone. */
  private readonly callers = new Map<Owner, Set<(gone: Error) => void>>();

  constructor(
    private readonly scene: Scene,
    private readonly product: Product,
    private readonly watch: CallWatch,
  ) {}

  get isUp(): boolean {
    return this.process !== undefined;
  }

  /** Opens a process, which first goes on with what the last one left. */
  start(): void {
    this.generation += 1;
    const process = { name: `server ${this.generation}`, isAlive: true };
    this.process = process;
    this.callers.set(process, new Set());
    this.scene.isOverlapping = this.callers.size > 1;
    const { product } = this;
    const { timeline } = this.scene;
    timeline.note(process.name, 'starts');
    // As the server does at its start: not awaited, and tried again by the next one.
    product
      .resumeChanges(this.ctx(SETUP, process))
      .catch(() => timeline.note(process.name, 'could not go on'));
    void this.look(process);
    if (this.isCleaning) void this.clean(process);
  }

  /** Ends a process as a kill does: at once, in the middle of whatever it does. */
  kill(process: Owner): void {
    process.isAlive = false;
    this.scene.timeline.note(process.name, 'is killed');
    for (const tell of this.callers.get(process) ?? []) tell(new Unreachable());
    this.callers.delete(process);
    this.scene.isOverlapping = this.callers.size > 1;
    if (this.process === process) this.process = undefined;
  }

  killPresent(): void {
    if (this.process) this.kill(this.process);
  }

  isOwn(owner: Owner): boolean {
    return this.callers.has(owner);
  }

  /** Starts again a while after the last process was killed. */
  async restart(): Promise<void> {
    await this.scene.later(LONGEST_RESTART_MS, 'the supervisor starts the server');
    if (!this.process) this.start();
  }

  /** Starts the next process while this one still works, and ends this one a little later. */
  async replace(process: Owner): Promise<void> {
    this.start();
    await this.scene.later(LONGEST_OVERLAP_MS, `the supervisor ends ${process.name}`);
    if (process.isAlive) this.kill(process);
  }

  /** @throws Unreachable when the process is killed before it has answered. */
  async request<T>(actor: Actor, key: string | null, work: (ctx: Ctx) => Promise<T>): Promise<T> {
    const process = this.process;
    if (!process) throw new Unreachable();
    const callers = this.callers.get(process);
    return new Promise((resolve, reject) => {
      callers?.add(reject);
      const idempotency = key === null ? undefined : { key, request: key };
      work({ ...this.ctx(actor, process), idempotency })
        .then(resolve, reject)
        .finally(() => callers?.delete(reject));
    });
  }

  private ctx(actor: Actor, owner: Owner): Ctx {
    const { timeline, dice, memory, lambda, newId } = this.scene;
    const trouble = () => this.scene.trouble;
    return testCtx({
      actor,
      now: new Date(timeline.now),
      newId,
      db: gatedDatabase(memory.db, { owner, timeline, dice, trouble }),
      cloud: {
        kind: 'sandbox',
        region: 'us-east-1',
        ...NO_TABLES,
        deployer: untouched('the deployer'),
        stacks: fakeStacks([]),
        stackMover: NO_STACK_MOVER,
        ...cloudPorts({ lambda, timeline, dice, trouble, watch: this.watch }, owner),
        monitoring: memoryMonitoring(this.scene, owner),
      },
      lookout: { now: () => NOTHING_SEEN, hurry: () => {} },
      pace: {
        clock: () => new Date(timeline.now),
        pause: (milliseconds) => timeline.pause(owner, milliseconds, 'waits'),
      },
      log: {
        info: () => {},
        warn: () => {},
        error: ({ err }, message) => timeline.note(owner.name, `${message}: ${err}`),
      },
    });
  }

  /** As the server does each hour. */
  private async clean(process: Owner): Promise<void> {
    await this.scene.timeline.pause(process, this.scene.dice.below(LONGEST_HOUR_MS), 'waits for the hour');
    await this.product.pruneDaily(this.ctx(SCHEDULER, process), true).catch(() => undefined);
  }

  /** A few rounds of the lookout, as long as somebody has the page open. */
  private async look(process: Owner): Promise<void> {
    const { product } = this;
    const { timeline, dice } = this.scene;
    const sight = product.emptySight();
    for (let left = dice.below(MOST_LOOKS + 1); left > 0; left -= 1) {
      await product.lookRound(this.ctx(SETUP, process), sight).catch(() => undefined);
      await timeline.pause(process, dice.between(1_000, 30_000), 'waits for its next look');
    }
  }
}
