import { z } from 'zod';
import type { Controls } from '#lib/sandbox/cloud/frame/control';
import { Plan, type Traffic } from '#lib/sandbox/cloud/traffic/traffic';

/** Who calls what: plans are put whole, and taken away by the name of their function. */
export function trafficControls({ plans }: Traffic): Controls {
  return {
    'GET /traffic': () => plans.list(),
    'PUT /traffic': (body) => {
      for (const plan of z.array(Plan).parse(body)) plans.put(plan.functionName, plan);
      return plans.list();
    },
    'DELETE /traffic': (body) => {
      plans.delete(z.strictObject({ functionName: z.string() }).parse(body).functionName);
      return plans.list();
    },
  };
}
