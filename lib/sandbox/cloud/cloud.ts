import { Metrics } from '#lib/sandbox/cloud/cloudwatch/metrics';
import { CallLog } from '#lib/sandbox/cloud/frame/call-log';
import { type Controls, frameControls } from '#lib/sandbox/cloud/frame/control';
import { Faults } from '#lib/sandbox/cloud/frame/faults';
import { Front } from '#lib/sandbox/cloud/frame/front';
import { World } from '#lib/sandbox/cloud/frame/world';
import type { Calling } from '#lib/sandbox/cloud/lambda/call-function';
import { lambdaControls } from '#lib/sandbox/cloud/lambda/controls';
import { Functions } from '#lib/sandbox/cloud/lambda/functions';
import { InFlight } from '#lib/sandbox/cloud/lambda/in-flight';
import { LambdaService } from '#lib/sandbox/cloud/lambda/service';
import { Objects } from '#lib/sandbox/cloud/s3/objects';

interface Options {
  seed: string;
  /** Epoch milliseconds at which a clock stands that is moved by hand. */
  startsAt?: number;
}

/** The whole cloud, put together over one folder. */
export class Cloud {
  readonly world: World;
  readonly front: Front;
  readonly controls: Controls;
  private readonly metrics: Metrics;
  private readonly inFlight: InFlight;

  constructor(folder: string, options: Options) {
    this.world = new World(folder, options);
    this.metrics = new Metrics(folder, this.world.now());
    this.inFlight = new InFlight(this.metrics);
    const functions = new Functions(this.world);
    const objects = new Objects(this.world);
    const calling: Calling = {
      functions,
      inFlight: this.inFlight,
      metrics: this.metrics,
      behaviours: new Map(),
    };
    const common = { world: this.world, faults: new Faults(), log: new CallLog(), live: () => this.live() };
    this.front = new Front({ ...common, services: [new LambdaService(calling, objects)] });
    this.controls = { ...frameControls(common), ...lambdaControls(functions) };
  }

  /** Lets everything happen that happens by itself, up to now. */
  live(): void {
    this.inFlight.end(this.world.now());
  }

  /** Writes what is not on disk yet. */
  flush(): void {
    this.metrics.flush();
    this.world.store.commit();
  }
}
