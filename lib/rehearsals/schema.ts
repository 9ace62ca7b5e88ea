import { z } from 'zod';
import { SHIPMENT_KINDS, STACK_FAILURE_KINDS, TROUBLE_KINDS } from '#lib/core/sandbox-controls';

const functionName = z
  .string()
  .regex(/^[A-Za-z0-9_-]{1,64}$/, 'must be the name of a function, like careervp-prod-auth');

export const ShipmentOrder = z.strictObject({
  function: functionName,
  kind: z.enum(SHIPMENT_KINDS),
  /** The part of the calls that fail, of a failing version. */
  errorRate: z.number().gt(0).max(1).default(0.3),
});
export type ShipmentOrder = z.infer<typeof ShipmentOrder>;

export const TroubleRequest = z.strictObject({
  function: functionName,
  kind: z.enum(TROUBLE_KINDS),
  minutes: z.number().int().min(1).max(1440).default(30),
});
export type TroubleRequest = z.infer<typeof TroubleRequest>;

export const TroubleParams = z.strictObject({ function: functionName });

export const StackFailureOrder = z.strictObject({
  stack: z
    .string()
    .regex(/^[A-Za-z][A-Za-z0-9-]{0,127}$/, 'must be the name of a stack, like careervp-prod-platform'),
  kind: z.enum(STACK_FAILURE_KINDS),
});
export type StackFailureOrder = z.infer<typeof StackFailureOrder>;

/** A version that was shipped on purpose. */
export interface ServedShipment {
  function: string;
  version: string;
  /** The version that was live before. */
  from: string;
  commit: string;
}

export interface ServedTrouble {
  function: string;
  kind: TroubleRequest['kind'];
  from: string;
  to: string;
}

export interface ServedStackFailure {
  stack: string;
  /** AWS's own word, like `UPDATE_IN_PROGRESS`. */
  status: string;
}

/** What is broken now from outside. */
export interface Troubles {
  troubles: ServedTrouble[];
}
