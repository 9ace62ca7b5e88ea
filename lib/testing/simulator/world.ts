import type { Product } from '#lib/testing/simulator/product';
import { Scene, type SceneOptions } from '#lib/testing/simulator/scene';
import { Server } from '#lib/testing/simulator/server';
import type { Owner } from '#lib/testing/simulator/timeline';
import { Watch } from '#lib/testing/simulator/watch';

/** A scene with the product in it, and somebody who looks on. */
export class World extends Scene {
  readonly watch: Watch;
  readonly server: Server;

  constructor(
    seed: number,
    readonly product: Product,
    options: SceneOptions = {},
  ) {
    super(seed, options);
    this.watch = new Watch(this);
    this.server = new Server(this, product, this.watch);
  }

  /** Lets everything happen that is under way, with kills as the weather has them. */
  async run(): Promise<void> {
    await this.timeline.run({ kills: (owner) => this.kills(owner), taken: () => this.watch.afterStep() });
  }

  private kills(owner: Owner): boolean {
    if (!this.server.isOwn(owner)) return false;
    if (this.dice.chance(this.trouble.crash)) {
      this.server.kill(owner);
      if (!this.server.isUp) void this.server.restart();
      return true;
    }
    if (!this.isOverlapping && this.dice.chance(this.trouble.overlap)) void this.server.replace(owner);
    return false;
  }
}
