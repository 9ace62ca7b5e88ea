import { z } from 'zod';
import type { Controls } from '#lib/sandbox/cloud/frame/control';
import type { Functions } from '#lib/sandbox/cloud/lambda/functions';
import { Shipment, ship } from '#lib/sandbox/cloud/trouble/ship';
import { TroubleOrder, type Troubles } from '#lib/sandbox/cloud/trouble/troubles';

/** What can be broken: by a version of the function itself, or by something that all versions need. */
export function troubleControls(functions: Functions, troubles: Troubles): Controls {
  return {
    'POST /ship': (body) => ship(functions, Shipment.parse(body)),
    'GET /troubles': () => troubles.list(),
    'POST /troubles': (body) => {
      const order = TroubleOrder.parse(body);
      functions.get(order.functionName);
      return troubles.begin(order);
    },
    'DELETE /troubles': (body) => {
      troubles.end(z.strictObject({ functionName: z.string() }).parse(body).functionName);
      return troubles.list();
    },
  };
}
