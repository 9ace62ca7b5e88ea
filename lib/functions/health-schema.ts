import { z } from 'zod';
import { FunctionName } from '#lib/functions/schema';

const PLACEHOLDER = '{function}';

/** An address that a function's name makes whole; the name may stand anywhere in it. */
function isAddress(text: string): boolean {
  const url = URL.parse(text.replaceAll(PLACEHOLDER, 'a-function'));
  return url !== null && /^https?:$/.test(url.protocol) && url.username === '' && url.password === '';
}

const HealthEndpoint = z.strictObject({
  environment: z.string().min(1).max(40),
  /** The one function that it is about; null for all of the environment. */
  function: FunctionName.nullable().default(null),
  url: z
    .string()
    .max(2000)
    .refine(
      isAddress,
      `must be an http or https address without a password; ${PLACEHOLDER} stands for the name of a function`,
    ),
});

/** `version` is the one the edit was made from: an edit of an older version is refused. */
export const HealthEndpointsUpdate = z.strictObject({
  version: z.int().min(0),
  endpoints: z
    .array(HealthEndpoint)
    .max(200)
    .refine(areDifferent, 'must name each environment, and each function of one, once'),
});

export type HealthEndpoint = z.output<typeof HealthEndpoint>;
export type HealthEndpointsUpdate = z.output<typeof HealthEndpointsUpdate>;

/** Where health is asked; version 0 is a list that nobody has saved. */
export interface HealthEndpoints {
  version: number;
  endpoints: HealthEndpoint[];
  updatedBy: string | null;
  updatedAt: string | null;
}

function areDifferent(endpoints: HealthEndpoint[]): boolean {
  return (
    new Set(endpoints.map((one) => `${one.environment} ${one.function ?? ''}`)).size === endpoints.length
  );
}
