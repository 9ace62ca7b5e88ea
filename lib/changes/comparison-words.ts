import type { Counted, CountedBefore } from '#lib/changes/answers';
import type { Verdict } from '#lib/changes/verdict';
import { formatCount, formatPercent } from '#lib/core/format';
import { formatClock } from '#lib/core/format-time';

type Rate = NonNullable<Verdict['before']>;

/** What was counted, in a sentence: "3.6% of 412 calls failed since version 42 went live 02:41 UTC, 0.2% of 439 since …". */
export function comparisonWords(
  { before, after }: Pick<Verdict, 'before' | 'after'>,
  counted: Counted,
): string {
  const parts = [
    ...(before ? [`${rateWords(before)} ${beforeWords(counted.before)}`] : []),
    ...(after ? [`${before ? shortly(after) : rateWords(after)} since the move`] : []),
  ];
  return parts.length === 0 ? '' : `${parts.join(', ')}.`;
}

/** Over which time the calls before the move were counted. */
function beforeWords(spans: readonly CountedBefore[]): string {
  const [only, ...others] = spans;
  const unknown = spans.filter(({ begins }) => begins === 'not_known');
  const arrivals = spans.flatMap(({ wentLiveAt }) => wentLiveAt ?? []).sort();
  if (only && others.length === 0 && only.wentLiveAt) return `since ${arrivalWords(only)}`;
  const since = arrivals[0]
    ? `since each went live, at most 15 minutes before the move and the first ${formatClock(arrivals[0])}`
    : 'in the 15 minutes before the move';
  if (unknown.length === 0) return since;
  const whose =
    others.length === 0
      ? versionWords(only?.versions ?? [])
      : unknown.map(({ function: name }) => name).join(', ');
  return `${since} (since when ${whose} was live is not known)`;
}

function arrivalWords({ versions, wentLiveAt }: CountedBefore): string {
  const how = versions.length === 1 ? 'went live' : 'shared the calls from';
  return `${versionWords(versions)} ${how} ${formatClock(wentLiveAt)}`;
}

function versionWords(versions: readonly string[]): string {
  return `version${versions.length === 1 ? '' : 's'} ${versions.join(' and ')}`;
}

function rateWords(rate: Rate): string {
  return `${shortly(rate)} calls failed`;
}

function shortly({ rate, calls }: Rate): string {
  return `${formatPercent(rate)} of ${formatCount(calls)}`;
}
