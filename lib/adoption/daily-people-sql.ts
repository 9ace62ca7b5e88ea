import { bitSql, wordsSql } from '#lib/adoption/bit-words';
import { numbersBetween } from '#lib/adoption/bucket';
import { bound, type Fragment, sql } from '#lib/funnels/fragment';

/** Stands where a word's number would: all words of a feature at once. */
const ANY_DAY = -1;
/** The same for whatever someone did. */
export const ANY_FEATURE = -2;

// So many numbers a user can stand beside each other before engines need too much memory for them.
const MOST_NUMBERS = 64;

interface PeopleAsked {
  /** What stands after `from`: events as (user_id, feature_name, place), where a place is a day's number. */
  placed: Fragment;
  /** What the features that come first in the question are called. */
  features: string[];
  /** Whether there are events of these features alone. */
  isAll: boolean;
  words: number;
  wordBits: number;
}

/**
 * `people`: the days of each user and feature, as words of bits, one row a word; and one row for whoever has any event.
 *
 * Grouping by users alone takes half the time of grouping by users and features, so each known feature has words of
 * its own in a user's one row (`wide`). The others take the long way (`rest`), which is short where they are few.
 */
export function dailyPeopleSql({ placed, features, isAll, words, wordBits }: PeopleAsked): Fragment {
  const own = features.slice(0, Math.floor(MOST_NUMBERS / words));
  const numbers = numbersBetween(0, words - 1);
  const bits = numbers.map((word) => `${bitSql('place', word, wordBits)} as bit_${word}`).join(', ');
  const daysOf = own.flatMap((feature, place) =>
    numbers.map(
      (word) =>
        sql`, bitwise_or_agg(case when feature_name = ${bound(feature)} then bit_${word} else cast(0 as bigint) end) as days_${place}_${word}`,
    ),
  );
  const entries = own.flatMap((feature, place) =>
    entriesOf(`days_${place}`, words).map((entry) => ({ ...entry, feature: bound(feature) })),
  );
  const anybody = { word: ANY_FEATURE, days: 'cast(1 as bigint)', feature: sql`null` };
  const all = [...entries, anybody];
  const rows = all.map(({ word, feature }, entry) => sql`(${entry}, cast(${feature} as varchar), ${word})`);
  const days = all.map((entry, number) => `when ${number} then ${entry.days}`).join(' ');
  return sql`wide as (select user_id${daysOf.reduce((list, one) => sql`${list}${one}`, sql``)} from (select user_id, feature_name, ${bits} from ${placed}) as marked group by user_id),
entries (entry, feature_name, word) as (values ${rows.reduce((list, row) => sql`${list}, ${row}`)}),
people as (select user_id, feature_name, word, case entry ${days} end as days from wide cross join entries${isAll ? sql`` : restSql(placed, own, words, wordBits)})`;
}

/** The word that tells whether there is any day at all. */
export function wordOfAnyDay(words: number): number {
  return words === 1 ? 0 : ANY_DAY;
}

function entriesOf(name: string, words: number): { word: number; days: string }[] {
  const entries = numbersBetween(0, words - 1).map((word) => ({ word, days: `${name}_${word}` }));
  if (words === 1) return entries;
  const isAny = entries.map(({ days }) => `${days} <> 0`).join(' or ');
  const any = `case when ${isAny} then cast(1 as bigint) else cast(0 as bigint) end`;
  return [...entries, { word: ANY_DAY, days: any }];
}

function restSql(placed: Fragment, own: string[], words: number, wordBits: number): Fragment {
  const isOther = own.reduce((all, feature) => sql`${all} and feature_name <> ${bound(feature)}`, sql`1 = 1`);
  const entries = entriesOf('days', words);
  const days = entries.map((entry) => `when ${entry.word} then ${entry.days}`).join(' ');
  return sql`
  union all select user_id, feature_name, word, case word ${days} end from (select user_id, feature_name, ${wordsSql('days', 'place', words, wordBits)}
    from ${placed} where feature_name is null or (${isOther}) group by user_id, feature_name) as rest cross join (values ${entries.map(({ word }) => `(${word})`).join(', ')}) as words (word)`;
}
