import { z } from 'zod';

const StackName = z
  .string()
  .regex(/^[A-Za-z][A-Za-z0-9-]{0,127}$/, 'must be the name of a stack, like careervp-prod-platform');

export const StackParams = z.strictObject({ name: StackName });
