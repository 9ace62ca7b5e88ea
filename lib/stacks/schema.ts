import { z } from 'zod';

export const StackName = z
  .string()
  .regex(/^[A-Za-z][A-Za-z0-9-]{0,127}$/, 'must be the name of a stack, like careervp-prod-platform');

/** What a template calls a resource. */
export const LogicalId = z.string().regex(/^[A-Za-z0-9]{1,255}$/, 'must be the logical id of a resource');

export const StackParams = z.strictObject({ name: StackName });
