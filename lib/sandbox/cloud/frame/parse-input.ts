import type { z } from 'zod';
import { WireError } from '#lib/sandbox/cloud/frame/wire';

/**
 * The input in the shape that an operation takes.
 *
 * @throws WireError (by default `ValidationException`) that names every field that is wrong
 */
export function parseInput<S extends z.ZodType>(
  schema: S,
  input: unknown,
  type = 'ValidationException',
): z.infer<S> {
  const parsed = schema.safeParse(input);
  if (parsed.success) return parsed.data;
  const faults = parsed.error.issues.map(
    ({ path, message }) => `Value at '${path.join('.')}' failed to satisfy constraint: ${message}`,
  );
  const count = `${faults.length} validation error${faults.length === 1 ? '' : 's'} detected`;
  throw new WireError(type, `${count}: ${faults.join('; ')}`);
}
