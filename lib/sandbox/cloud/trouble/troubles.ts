import { z } from 'zod';
import type { Behaviour } from '#lib/sandbox/cloud/code/behaviour';
import type { Collection } from '#lib/sandbox/cloud/frame/store';
import type { World } from '#lib/sandbox/cloud/frame/world';

/**
 * Trouble from outside, such as a database that is down: it strikes every version alike, so going back does not help.
 * `flapping` comes and goes by the minute.
 */
export const TroubleOrder = z.strictObject({
  functionName: z.string().min(1),
  kind: z.enum(['failing', 'slow', 'flapping']),
  minutes: z
    .number()
    .positive()
    .max(7 * 1440)
    .default(30),
});

interface Trouble {
  functionName: string;
  kind: z.infer<typeof TroubleOrder>['kind'];
  /** Epoch milliseconds. */
  from: number;
  to: number;
}

const MINUTE = 60_000;
const FAILING_RATE = 0.4;
const SLOW_FACTOR = 60;

/** What troubles which function; one at a time each. */
export class Troubles {
  private readonly troubles: Collection<Trouble>;

  constructor(private readonly world: World) {
    this.troubles = world.store.collection('troubles');
  }

  /** Those that are not over. */
  list(): Trouble[] {
    return this.troubles.list().filter(({ to }) => to > this.world.now());
  }

  begin({ functionName, kind, minutes }: z.infer<typeof TroubleOrder>): Trouble {
    const from = this.world.now();
    return this.troubles.put(functionName, { functionName, kind, from, to: from + minutes * MINUTE });
  }

  end(functionName: string): void {
    this.troubles.delete(functionName);
  }

  /** How a function behaves at a time (epoch milliseconds), with its trouble. */
  apply(functionName: string, behaviour: Behaviour, at: number): Behaviour {
    const trouble = this.troubles.get(functionName);
    if (!trouble || at < trouble.from || at >= trouble.to) return behaviour;
    if (trouble.kind === 'slow') {
      const { medianMs, p95Ms } = behaviour;
      return { ...behaviour, medianMs: medianMs * SLOW_FACTOR, p95Ms: p95Ms * SLOW_FACTOR };
    }
    if (trouble.kind === 'flapping' && Math.floor(at / MINUTE) % 2 === 0) return behaviour;
    return {
      ...behaviour,
      errorRate: Math.max(FAILING_RATE, behaviour.errorRate),
      errorType: 'ConnectTimeoutError',
      errorMessage: 'The database did not answer.',
    };
  }
}
