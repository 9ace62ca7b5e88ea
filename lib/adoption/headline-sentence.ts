import type { Counted } from '#lib/adoption/change';
import { type Comparison, MIN_PEOPLE, type Subject } from '#lib/adoption/headline-finding';
import type { Segment } from '#lib/adoption/headline-segment';
import type { HeadlineAnswer, Since } from '#lib/adoption/overview-answers';
import { formatCount, formatPercent, formatPoints } from '#lib/core/format';
import { dayInZone } from '#lib/core/time-zone';
import { countInWords } from '#lib/funnels/count-in-words';
import { segmentName } from '#lib/funnels/segment-name';

const DAY_MS = 86_400_000;

/** What matters, in one sentence, and what it is made of in a second. */
export interface Headline {
  sentence: string;
  detail: string;
}

/** `now` is an ISO time: a day of the last week is called by its name. */
export function headlineOf(answer: HeadlineAnswer, now: string): Headline {
  const [finding] = answer.changed;
  if (!finding) return calm(answer);
  const { subject, change } = finding;
  const verb = change.difference < 0 ? 'fell' : 'rose';
  const since = sinceInWords(answer.since, dayInZone(Date.parse(now), answer.timeZone));
  const segment = answer.segment
    ? `, most ${whereOf(answer.segment)} (${formatPoints(answer.segment.change.difference)})`
    : '';
  return {
    sentence: `${subject.name}: ${rateName(subject)} ${verb} ${pointsOf(change.difference)}${since}${segment}.`,
    detail: [besideWords(finding, unitOf(subject)), ...segmentWords(answer.segment, unitOf(subject))].join(
      ' ',
    ),
  };
}

/** The rate in the middle of a sentence: "activation", "payment after shipping". */
export function rateName(subject: Subject): string {
  if (subject.kind === 'funnel') return `${subject.stepName} after ${subject.previousName}`;
  return subject.metric === 'retention' ? '7-day retention' : subject.metric;
}

/** Both figures with what they are made of: "41.6% (87 of 209 users), was 56.1% (101 of 180)". */
function besideWords({ now, before }: Pick<Comparison, 'now' | 'before'>, unit: 'user' | 'session'): string {
  return `${formatPercent(rateOf(now))} (${formatCount(now.count)} of ${countInWords(now.of, unit)}), was ${formatPercent(rateOf(before))} (${formatCount(before.count)} of ${formatCount(before.of)}).`;
}

function calm({ verdict, compared }: HeadlineAnswer): Headline {
  if (verdict === 'too_few') {
    return {
      sentence: 'Too few people to tell whether anything changed.',
      detail: `A rate is compared once at least ${MIN_PEOPLE} people are in it, in this period and in the one before.`,
    };
  }
  return {
    sentence: 'Nothing changed by more than chance does.',
    detail: `${formatCount(compared)} ${compared === 1 ? 'rate was' : 'rates were'} compared with the period before.`,
  };
}

function segmentWords(segment: Segment | null, unit: 'user' | 'session'): string[] {
  if (!segment) return [];
  const where = whereOf(segment);
  return [
    `${where.charAt(0).toUpperCase()}${where.slice(1)} ${besideWords(segment, unit)}`,
    `Elsewhere ${besideWords(segment.rest, unit)}`,
  ];
}

function whereOf({ property, value }: Segment): string {
  const name = segmentName({ value }, property);
  return property === 'platform' && value !== null ? `on ${name}` : `with ${property} ${value ?? 'missing'}`;
}

/** " since Tuesday", " since 9 April", " since about 9 April"; nothing where the days do not tell. */
function sinceInWords(since: Since | null, today: string): string {
  if (!since) return '';
  const days = (later: string, earlier: string) => (Date.parse(later) - Date.parse(earlier)) / DAY_MS;
  const width = days(since.last, since.first);
  if (width > 9) return '';
  return ` since ${width > 2 ? 'about ' : ''}${dayName(since.day, today, days(today, since.day))}`;
}

function dayName(day: string, today: string, age: number): string {
  const words = (options: Intl.DateTimeFormatOptions) =>
    new Intl.DateTimeFormat('en-GB', { timeZone: 'UTC', ...options }).format(new Date(day));
  if (age === 0) return 'today';
  if (age === 1) return 'yesterday';
  if (age < 7) return words({ weekday: 'long' });
  const year = day.slice(0, 4) === today.slice(0, 4) ? {} : { year: 'numeric' as const };
  return words({ day: 'numeric', month: 'long', ...year });
}

function pointsOf(difference: number): string {
  return formatPoints(Math.abs(difference)).replace('+', '');
}

function unitOf(subject: Subject): 'user' | 'session' {
  return subject.kind === 'funnel' ? subject.unit : 'user';
}

function rateOf({ count, of }: Counted): number | null {
  return of === 0 ? null : count / of;
}
