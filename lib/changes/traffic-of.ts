import type { Traffic } from '#lib/changes/verdict';
import type { FunctionPoint } from '#lib/core/monitoring';

/**
 * All calls and errors of some points. Where not one has a count of calls there is no data, which is not 0 calls; a
 * minute with calls and no count of errors had none, for AWS counts both or neither.
 */
export function trafficOf(points: readonly Pick<FunctionPoint, 'calls' | 'errors'>[]): Traffic {
  const measured = points.filter(({ calls }) => calls !== null);
  if (measured.length === 0) return null;
  const sum = (values: (number | null)[]) => values.reduce<number>((all, value) => all + (value ?? 0), 0);
  return {
    calls: sum(measured.map(({ calls }) => calls)),
    errors: sum(measured.map(({ errors }) => errors)),
  };
}
