import { route } from '#lib/http/route';
import { shipVersion } from '#lib/rehearsals/commands/ship-version';
import { ShipmentOrder } from '#lib/rehearsals/schema';

export const POST = route({
  permission: 'sandbox.steer',
  summary:
    'Ships a failing, slow or sound version to a function of the sandbox; 404 where AWS is looked after.',
  body: ShipmentOrder,
  status: 201,
  handle: (ctx, { body }) => shipVersion(ctx, body),
});
