import type { Actor } from '#lib/core/actor';
import type { Ctx } from '#lib/core/ctx';
import type { Sight } from '#lib/functions/commands/look-round';
import type { Product } from '#lib/testing/simulator/product';
import type { Scene } from '#lib/testing/simulator/scene';
import type { Owner } from '#lib/testing/simulator/timeline';

const SETUP: Actor = { kind: 'system', id: 'setup' };
const SCHEDULER: Actor = { kind: 'system', id: 'scheduler' };
const AUTOMATION: Actor = { kind: 'system', id: 'automation' };
const LONGEST_HOUR_MS = 90_000;
const MOST_LOOKS = 3;

/** Who looks at alarms: until when, and how many at once. */
export interface Watching {
  until: number;
  looks: number;
}

interface Works {
  scene: Scene;
  product: Product;
  process: Owner;
  sight: Sight;
  ctxFor(actor: Actor): Ctx;
}

/** What one process of the server does by itself, beside answering. */
export class Background {
  constructor(private readonly works: Works) {}

  /** As at each start: not awaited, and tried again by the next process. */
  goOn(): void {
    const { scene, product, process, ctxFor } = this.works;
    product.resumeChanges(ctxFor(SETUP)).catch(() => scene.timeline.note(process.name, 'could not go on'));
  }

  /** A few rounds of the lookout, as long as somebody has the page open. */
  async look(): Promise<void> {
    const { dice } = this.works.scene;
    for (let left = dice.below(MOST_LOOKS + 1); left > 0; left -= 1) {
      await this.lookRound();
      await this.rest(1_000, 30_000, 'waits for its next look');
    }
  }

  /** As each hour. */
  async clean(): Promise<void> {
    const { product, ctxFor } = this.works;
    await this.rest(0, LONGEST_HOUR_MS, 'waits for the hour');
    await product.pruneDaily(ctxFor(SCHEDULER), true).catch(() => undefined);
  }

  /** The rounds of the automation, which keep the lookout looking too. */
  watch({ until, looks }: Watching): void {
    void this.rounds(until, () => this.lookRound());
    for (let left = looks; left > 0; left -= 1) void this.rounds(until, () => this.lookAtAlarms());
  }

  async lookAtAlarms(): Promise<void> {
    const { scene, product, process, ctxFor } = this.works;
    await product
      .lookAtAlarms(ctxFor(AUTOMATION))
      .catch((error: unknown) => scene.timeline.note(process.name, `could not look at alarms: ${error}`));
  }

  private async lookRound(): Promise<void> {
    const { product, sight, ctxFor } = this.works;
    await product.lookRound(ctxFor(SETUP), sight).catch(() => undefined);
  }

  private async rounds(until: number, look: () => Promise<void>): Promise<void> {
    while (this.works.scene.timeline.now < until) {
      await look();
      await this.rest(15_000, 45_000, 'waits for its next round');
    }
  }

  private rest(least: number, most: number, label: string): Promise<void> {
    const { scene, process } = this.works;
    return scene.timeline.pause(process, scene.dice.between(least, most), label);
  }
}
