import type { Act } from '#lib/core/functions';

/** The value of a call that must have been done. */
export async function done<T>(act: Promise<Act<T>>): Promise<T> {
  const end = await act;
  if (end.outcome !== 'done') throw new Error(`It was ${end.outcome}: ${end.why}`);
  return end.value;
}
