import type { Actor } from '#lib/core/actor';
import type { Ctx } from '#lib/core/ctx';
import type { Sight } from '#lib/functions/commands/look-round';
import { testCtx } from '#lib/testing/ctx';
import { fakeStacks, NO_STACK_MOVER } from '#lib/testing/fake-stacks';
import { NO_TABLES } from '#lib/testing/no-tables';
import { Background, type Watching } from '#lib/testing/simulator/background';
import { gatedDatabase } from '#lib/testing/simulator/gated-database';
import { memoryMonitoring } from '#lib/testing/simulator/metrics';
import { cloudPorts } from '#lib/testing/simulator/network';
import type { Product } from '#lib/testing/simulator/product';
import type { Scene } from '#lib/testing/simulator/scene';
import type { Owner } from '#lib/testing/simulator/timeline';
import type { CallWatch } from '#lib/testing/simulator/wire';

/** What a caller is told when the process that worked for it is gone. */
export class Unreachable extends Error {}

const LONGEST_OVERLAP_MS = 20_000;
const LONGEST_RESTART_MS = 15_000;
const NOBODY: Ctx['notifier'] = {
  channel: '#eng-alerts',
  isConfigured: false,
  send: async () => ({ outcome: 'delivered' }),
};

async function keepsNothing(): Promise<never> {
  throw new Error('Nobody uploads anything here.');
}

/** What belongs to one process. */
interface Running {
  /** Whom to tell when it is gone. */
  callers: Set<(gone: Error) => void>;
  /** What its lookout has seen. */
  sight: Sight;
  background: Background;
}

/** The product as it is run: one process after the other, over the same database. */
export class Server {
  private process: Owner | undefined;
  /** Whether the clean-up of each day is asked for, and carried out. */
  isCleaning = false;
  /** Who looks at the alarms; null when there are no rules. */
  watching: Watching | null = null;
  private generation = 0;
  private readonly running = new Map<Owner, Running>();

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
    const { product, scene } = this;
    const sight = product.emptySight();
    const ctxFor = (actor: Actor) => this.ctx(actor, process);
    const background = new Background({ scene, product, process, sight, ctxFor });
    this.running.set(process, { callers: new Set(), sight, background });
    scene.isOverlapping = this.running.size > 1;
    scene.timeline.note(process.name, 'starts');
    background.goOn();
    if (this.watching) background.watch(this.watching);
    else void background.look();
    if (this.isCleaning) void background.clean();
  }

  /** Ends a process as a kill does: at once, in the middle of whatever it does. */
  kill(process: Owner): void {
    process.isAlive = false;
    this.scene.timeline.note(process.name, 'is killed');
    for (const tell of this.running.get(process)?.callers ?? []) tell(new Unreachable());
    this.running.delete(process);
    this.scene.isOverlapping = this.running.size > 1;
    if (this.process === process) this.process = undefined;
  }

  killPresent(): void {
    if (this.process) this.kill(this.process);
  }

  isOwn(owner: Owner): boolean {
    return this.running.has(owner);
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
    const callers = this.running.get(process)?.callers;
    return new Promise((resolve, reject) => {
      callers?.add(reject);
      const idempotency = key === null ? undefined : { key, request: key };
      work({ ...this.ctx(actor, process), idempotency })
        .then(resolve, reject)
        .finally(() => callers?.delete(reject));
    });
  }

  private ctx(actor: Actor, owner: Owner): Ctx {
    const { timeline, dice, memory, lambda, newId, hurts, packages } = this.scene;
    const trouble = () => this.scene.trouble;
    const { sight, background } = this.running.get(owner) ?? {};
    const { product } = this;
    return testCtx({
      actor,
      now: new Date(timeline.now),
      newId,
      db: gatedDatabase(memory.db, { owner, timeline, dice, trouble }),
      cloud: {
        kind: 'sandbox',
        region: 'us-east-1',
        ...NO_TABLES,
        stacks: fakeStacks([]),
        stackMover: NO_STACK_MOVER,
        ...cloudPorts({ lambda, timeline, dice, trouble, hurts, watch: this.watch }, owner),
        monitoring: memoryMonitoring(this.scene, owner),
      },
      lookout: { now: () => sight ?? product.emptySight(), hurry: () => {} },
      rounds: {
        hurry: () => void background?.lookAtAlarms(),
        lookedAt: () => null,
        problem: () => null,
      },
      notifier: NOBODY,
      followers: [product.incidentFollower({ live: () => sight ?? product.emptySight(), channel: NOBODY })],
      artefacts: { read: async (sha256) => packages.get(sha256) ?? null, keep: keepsNothing },
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
}
