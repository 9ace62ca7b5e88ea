import { wordsSql } from '#lib/adoption/bit-words';
import { numbersBetween } from '#lib/adoption/bucket';
import { bound, type Fragment, sql } from '#lib/funnels/fragment';

/** Stands where a word's number would: all words of a feature at once. */
const ANY_DAY = -1;
/** The same for whatever someone did. */
export const ANY_FEATURE = -2;

// So many numbers a user can stand beside each other before engines need too much memory for them.
const MOST_NUMBERS = 48;

interface PeopleAsked {
  /** What stands after `from`: events as (user_id, feature_name, place), where a place is a day's number. */
  placed: Fragment;
  /** The keys of the known features. */
  features: string[];
  /** Whether the events are of these features alone. */
  isAll: boolean;
  /** How many days there are, and how many of them a word holds. */
  days: number;
  wordBits: number;
}

/** One word of days of one feature, and where it lies among a user's numbers. */
interface Span {
  feature: string;
  word: number;
  number: number;
  /** Its first bit there. */
  shift: number;
}

/**
 * `people`: the days of each user and feature, as words of bits, one row a word; and one row for whoever has any event.
 *
 * Grouping by users alone takes half the time of grouping by users and features, so each known feature has bits of its
 * own in a user's one row (`wide`). The others take the long way (`rest`), which is short where they are few.
 */
export function dailyPeopleSql({ placed, features, isAll, days, wordBits }: PeopleAsked): Fragment {
  const spans = spansOf(features, days, wordBits);
  const own = [...new Set(spans.map(({ feature }) => feature))];
  // Over so many years not even one feature has room.
  const isWhole = isAll && own.length === features.length;
  const words = wordsOf(days, wordBits);
  const mask = 2n ** BigInt(Math.min(days, wordBits)) - 1n;
  const entries = own.flatMap((feature) => {
    const found = spans
      .filter((span) => span.feature === feature)
      .map(({ word, number, shift }) => ({
        word,
        days: `bitwise_and(bitwise_right_shift(number_${number}, ${shift}), cast(${mask} as bigint))`,
      }));
    return withAnyDay(found).map((entry) => ({ ...entry, feature: bound(feature) }));
  });
  const all = [...entries, { word: ANY_FEATURE, days: 'cast(1 as bigint)', feature: sql`null` }];
  const rows = all.map(({ word, feature }, entry) => sql`(${entry}, cast(${feature} as varchar), ${word})`);
  const daysOfEntry = all.map((entry, number) => `when ${number} then ${entry.days}`).join(' ');
  return sql`wide as (select user_id${numbersSql(spans, words.length, wordBits)} from ${placed} group by user_id),
entries (entry, feature_name, word) as (values ${rows.reduce((list, row) => sql`${list}, ${row}`)}),
people as (select user_id, feature_name, word, case entry ${daysOfEntry} end as days from wide cross join entries${isWhole ? sql`` : restSql(placed, own, words, wordBits)})`;
}

/** The word that tells whether there is any day at all. */
export function wordOfAnyDay(days: number, wordBits: number): number {
  return days <= wordBits ? 0 : ANY_DAY;
}

/** As many features as there is room for; where days are few, several share a number. */
function spansOf(features: string[], days: number, wordBits: number): Span[] {
  const words = wordsOf(days, wordBits);
  const perNumber = Math.max(1, Math.floor(wordBits / days));
  return features
    .slice(0, Math.floor((MOST_NUMBERS * perNumber) / words.length))
    .flatMap((feature) => words.map((word) => ({ feature, word })))
    .map((span, nth) => ({ ...span, number: Math.floor(nth / perNumber), shift: (nth % perNumber) * days }));
}

function wordsOf(days: number, wordBits: number): number[] {
  return numbersBetween(0, Math.ceil(days / wordBits) - 1);
}

/** A user's numbers. Events of other features are null to them, which engines pass over. */
function numbersSql(spans: Span[], words: number, wordBits: number): Fragment {
  const count = (spans.at(-1)?.number ?? -1) + 1;
  return numbersBetween(0, count - 1).reduce((list, number) => {
    const branches = spans
      .filter((span) => span.number === number)
      .map(({ feature, word, shift }) => {
        const first = word * wordBits;
        const within = words === 1 ? '' : ` and place between ${first} and ${first + wordBits - 1}`;
        return sql` when feature_name = ${bound(feature)}${within} then bitwise_left_shift(cast(1 as bigint), cast(place + ${shift - first} as integer))`;
      });
    return sql`${list}, bitwise_or_agg(case${branches.reduce((all, one) => sql`${all}${one}`)} end) as number_${number}`;
  }, sql``);
}

/** The words of a feature and, where they are several, one that tells whether any of them holds a day. */
function withAnyDay(words: { word: number; days: string }[]): { word: number; days: string }[] {
  if (words.length === 1) return words;
  const isAny = words.map(({ days }) => `${days} <> 0`).join(' or ');
  return [
    ...words,
    { word: ANY_DAY, days: `case when ${isAny} then cast(1 as bigint) else cast(0 as bigint) end` },
  ];
}

function restSql(placed: Fragment, own: string[], words: number[], wordBits: number): Fragment {
  const isOther = own.reduce((all, feature) => sql`${all} and feature_name <> ${bound(feature)}`, sql`1 = 1`);
  const entries = withAnyDay(words.map((word) => ({ word, days: `days_${word}` })));
  const days = entries.map((entry) => `when ${entry.word} then ${entry.days}`).join(' ');
  return sql`
  union all select user_id, feature_name, word, case word ${days} end from (select user_id, feature_name, ${wordsSql('days', 'place', words.length, wordBits)}
    from ${placed} where feature_name is null or (${isOther}) group by user_id, feature_name) as rest cross join (values ${entries.map(({ word }) => `(${word})`).join(', ')}) as words (word)`;
}
