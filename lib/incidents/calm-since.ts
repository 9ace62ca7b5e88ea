import { formatPercent } from '#lib/core/format';
import type { FunctionPoint } from '#lib/core/monitoring';
import { type Finding, holds, notYet } from '#lib/incidents/finding';

/** The guide's threshold; strictly above it is too much. */
const ERROR_RATE = 0.05;
/** So many minutes with calls in a row must lie below it. */
const CALM_MINUTES = 2;
const MINUTE_MS = 60_000;

/**
 * Whether each function's calls fail no more often than the guide allows, in the last minutes with calls since a moment.
 * Minutes without data and without calls prove nothing.
 */
export function calmSince(
  since: Date,
  functions: readonly string[],
  points: ReadonlyMap<string, readonly FunctionPoint[]>,
): Finding {
  const looked = functions.map((name) => ({
    name,
    rates: ratesSince(points.get(name) ?? [], since.getTime()),
  }));
  const silent = looked.filter(({ rates }) => rates.length < CALM_MINUTES);
  if (silent.length > 0) {
    return notYet(
      `Fewer than ${CALM_MINUTES} minutes with calls were measured since: ${silent.map(({ name }) => name).join(', ')}.`,
    );
  }
  const hurt = looked.filter(({ rates }) => rates.slice(-CALM_MINUTES).some((rate) => rate > ERROR_RATE));
  if (hurt.length > 0) {
    return notYet(
      hurt.map(({ name, rates }) => `${formatPercent(rates.at(-1))} of the calls of ${name} fail.`).join(' '),
    );
  }
  const said = looked.map(({ name, rates }) => `${name} ${formatPercent(rates.at(-1))}`);
  return holds(
    `At most ${formatPercent(ERROR_RATE)} failed in each of the last ${CALM_MINUTES} minutes with calls: ${said.join(', ')}.`,
    '/live',
  );
}

/** The shares of failed calls of the whole minutes that began after a moment, in order, of those alone that had calls. */
function ratesSince(points: readonly FunctionPoint[], since: number): number[] {
  const firstWhole = Math.floor(since / MINUTE_MS) * MINUTE_MS + MINUTE_MS;
  return points.flatMap(({ at, calls, errors }) =>
    at.getTime() >= firstWhole && calls !== null && calls > 0 ? [Math.min(errors ?? 0, calls) / calls] : [],
  );
}
