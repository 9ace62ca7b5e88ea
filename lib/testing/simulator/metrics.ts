import { AppError } from '#lib/core/errors';
import type { FunctionPoint, Monitoring } from '#lib/core/monitoring';
import type { Scene } from '#lib/testing/simulator/scene';
import type { Owner } from '#lib/testing/simulator/timeline';

/** CloudWatch behind the network: AWS does not always let a reader in. */
export function memoryMonitoring(scene: Scene, owner: Owner): Monitoring {
  const { lambda, timeline, dice, cloudWatch } = scene;
  const read = async (label: string): Promise<void> => {
    await timeline.step(owner, label);
    if (dice.chance(scene.trouble.throttled))
      throw new AppError('rate_limited', 'AWS lets nobody in just now.');
  };
  return {
    alarms: async () => {
      await read('reads alarms');
      return lambda.list().map((name) => cloudWatch.alarmOf(name));
    },
    series: async ({ functionNames, through, from, to, periodSeconds }) => {
      await read('reads metrics');
      const points = (name: string) => {
        const made: FunctionPoint[] = [];
        for (let at = from.getTime(); at < to.getTime(); at += periodSeconds * 1000)
          made.push(cloudWatch.pointAt(name, at, through?.version));
        return made;
      };
      return new Map(functionNames.map((name) => [name, points(name)]));
    },
  };
}
