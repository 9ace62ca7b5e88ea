import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { Blobs } from '#lib/sandbox/cloud/frame/blobs';
import { Clock } from '#lib/sandbox/cloud/frame/clock';
import { Random } from '#lib/sandbox/cloud/frame/random';
import { Settings } from '#lib/sandbox/cloud/frame/settings';
import { type Collection, Store } from '#lib/sandbox/cloud/frame/store';

export const ACCOUNT = '000000000000';
export const REGION = 'us-east-1';

/** What all services stand on: time, chance, documents, bytes, settings. */
export class World {
  readonly store: Store;
  readonly blobs: Blobs;
  readonly clock: Clock;
  readonly random: Random;
  readonly seed: string;
  private readonly about: Collection<{ boots: number; seed: string; standing?: number }>;
  private readonly kept: Collection<Settings>;

  /** `startsAt` (epoch milliseconds) makes a clock that stands; one that stood before goes on where it was. */
  constructor(
    readonly folder: string,
    { seed, startsAt }: { seed: string; startsAt?: number },
  ) {
    mkdirSync(folder, { recursive: true });
    this.store = new Store(folder);
    this.blobs = new Blobs(path.join(folder, 'blobs'));
    this.about = this.store.collection('about');
    this.kept = this.store.collection('settings');
    const before = this.about.get('world');
    // Ids must not come again after a restart, so each start draws from a sequence of its own.
    const boots = (before?.boots ?? 0) + 1;
    this.seed = before?.seed ?? seed;
    this.random = new Random(`${this.seed} ${boots}`);
    this.clock = startsAt === undefined ? Clock.real() : Clock.stepped(before?.standing ?? startsAt);
    this.about.put('world', { ...before, boots, seed: this.seed });
    this.store.commit();
  }

  get settings(): Settings {
    return this.kept.get('settings') ?? Settings.parse({});
  }

  set settings(settings: Settings) {
    this.kept.put('settings', settings);
  }

  now(): number {
    return this.clock.now();
  }

  /** Moves a stepped clock, which remembers where it stands. */
  step(milliseconds: number): void {
    this.clock.step(milliseconds);
    const about = this.about.get('world');
    if (about) this.about.put('world', { ...about, standing: this.clock.now() });
  }
}
