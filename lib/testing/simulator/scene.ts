import { createHash } from 'node:crypto';
import { codeSha256Of } from '#lib/functions/code-sha256-of';
import { MemoryCloudWatch, type Outage } from '#lib/testing/simulator/cloud-watch';
import { Dice } from '#lib/testing/simulator/dice';
import { type MemoryDatabase, memoryDatabase } from '#lib/testing/simulator/memory/memory-database';
import { readModels } from '#lib/testing/simulator/memory/models';
import { MemoryLambda } from '#lib/testing/simulator/memory-lambda';
import { type Owner, Timeline } from '#lib/testing/simulator/timeline';
import { CALM, type Trouble } from '#lib/testing/simulator/trouble';

const BEGINNING = Date.parse('2026-03-02T09:00:00.000Z');
const OUTSIDE: Owner = { name: 'outside', isAlive: true };
const HOUR_MS = 3_600_000;
/** Of the versions that somebody publishes. */
const SHARE_THAT_HURTS = 0.35;
const MODELS = readModels();

export interface SceneOptions {
  trouble?: Trouble;
  memory?: MemoryDatabase;
  isWatched?: boolean;
}

/** What a schedule plays on: time, Lambda, the product's state, and the weather. */
export class Scene {
  readonly dice: Dice;
  readonly timeline: Timeline;
  readonly lambda: MemoryLambda;
  readonly memory: MemoryDatabase;
  readonly cloudWatch: MemoryCloudWatch;
  readonly silent = new Set<string>();
  readonly outages: Outage[] = [];
  /** Packages that can be deployed, by their hash. */
  readonly packages = new Map<string, Uint8Array>();
  /** How much longer than as a rule everybody outside takes for everything. */
  stretch = 1;
  /** Whether what must never be is looked for; without it nothing but the product reads the state. */
  readonly isWatched: boolean;
  trouble: Trouble;
  /** Whether more than one process of the product works just now. */
  isOverlapping = false;
  private readonly hurting = new Set<string>();
  private ids = 0;

  constructor(
    seed: number,
    { trouble = CALM, memory = memoryDatabase(MODELS), isWatched = true }: SceneOptions = {},
  ) {
    this.dice = new Dice(seed);
    this.trouble = trouble;
    this.memory = memory;
    this.isWatched = isWatched;
    this.timeline = new Timeline(this.dice, BEGINNING);
    this.lambda = new MemoryLambda(() => this.timeline.now);
    this.cloudWatch = new MemoryCloudWatch(this);
  }

  /** Then one process may send what another has read back meanwhile. */
  get mayBeDrivenTwice(): boolean {
    return this.isOverlapping || this.trouble.databaseAway > 0;
  }

  readonly newId = (): string => {
    this.ids += 1;
    return `00000000-0000-4000-8000-${`${this.ids}`.padStart(12, '0')}`;
  };

  readonly hurts = (functionName: string, version: number | '$LATEST'): boolean =>
    this.hurting.has(this.lambda.codeOf(functionName, version) ?? '');

  /** Functions with a past that nobody has looked at yet, live on their newest version. */
  furnish(count: number): void {
    for (let index = 1; index <= count; index += 1) {
      const name = `careervp-prod-f${index}`;
      this.lambda.create(name);
      if (this.dice.chance(0.1)) this.silent.add(name);
      const newest = this.dice.chance(0.1)
        ? this.publishPast(name, { count: this.dice.between(11, 14), from: 60, between: 4 })
        : this.publishPast(name, { count: this.dice.between(2, 5), from: 240, between: 60 });
      this.lambda.createAlias(name, 'live', newest);
      this.timeline.now = BEGINNING;
      // Somebody left a share of the traffic on the version before.
      const second = this.dice.chance(0.2) ? { version: newest - 1, weight: 0.1 } : null;
      this.lambda.updateAlias({ functionName: name, alias: 'live', second });
    }
  }

  /** Versions of the last hours, up to so many between two of them; the newest is answered. */
  private publishPast(name: string, past: { count: number; from: number; between: number }): number {
    this.timeline.now = BEGINNING - past.from * HOUR_MS;
    let newest = 0;
    for (let left = past.count; left > 0; left -= 1) {
      newest = this.publish(name);
      this.timeline.now += this.dice.between(1, past.between) * HOUR_MS;
    }
    return newest;
  }

  /** Publishes new code, which may hurt. */
  publish(name: string): number {
    const code = `sha-${name}-${this.newId()}`;
    const version = this.lambda.publish(name, code);
    if (this.dice.chance(SHARE_THAT_HURTS)) this.hurting.add(code);
    return version;
  }

  /** Keeps a package that can be deployed, whose code may hurt. */
  async upload(): Promise<string> {
    const bytes = new TextEncoder().encode(`package ${this.newId()}`);
    const sha256 = createHash('sha256').update(bytes).digest('hex');
    this.packages.set(sha256, bytes);
    if (this.dice.chance(SHARE_THAT_HURTS)) this.hurting.add(codeSha256Of(sha256));
    const uploaded = { uploadedBy: 'Ana', uploadedAt: new Date(this.timeline.now) };
    const fileName = 'orders.zip';
    await this.memory.db.artefact.create({ data: { sha256, fileName, bytes: bytes.length, ...uploaded } });
    return sha256;
  }

  /** A while later, for somebody who is no process of ours. */
  later(longestMs: number, label: string): Promise<void> {
    return this.timeline.pause(OUTSIDE, this.dice.below(longestMs * this.stretch), label);
  }
}
