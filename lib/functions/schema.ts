import { z } from 'zod';

export const FunctionName = z
  .string()
  .regex(/^[A-Za-z0-9_-]{1,64}$/, 'must be the name of a function, like careervp-prod-vpr-generator');

export const FunctionParams = z.strictObject({ name: FunctionName });
