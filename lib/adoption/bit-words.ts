/** As many bits of a bigint as every engine can shift without meeting its sign. */
export const WORD_BITS = 62;

/** How many words hold so many numbered things (days, weeks …), one bit each. */
export function wordCount(count: number, bits = WORD_BITS): number {
  return Math.max(1, Math.ceil(count / bits));
}

/**
 * Aggregates that gather numbers into words, as `<name>_0`, `<name>_1` …: one row a user instead of one for each of
 * its days. Numbers below 0 or beyond the words, and null, are left out.
 *
 * @param number the SQL of a number that counts from 0.
 */
export function wordsSql(name: string, number: string, words: number, bits = WORD_BITS): string {
  const columns = numbersTo(words).map(
    (word) => `bitwise_or_agg(${bitSql(number, word, bits)}) as ${name}_${word}`,
  );
  return columns.join(', ');
}

/** The bit of a number in one of the words, 0 where it belongs to another. */
function bitSql(number: string, word: number, bits = WORD_BITS): string {
  const first = word * bits;
  const bit = `bitwise_left_shift(cast(1 as bigint), cast(${number} - ${first} as integer))`;
  return `case when ${number} between ${first} and ${first + bits - 1} then ${bit} else cast(0 as bigint) end`;
}

/**
 * The words as seen from one of the numbers, as `<alias>_0` …: what was bit `from` is bit 0, what came before is gone.
 *
 * @param from the SQL of a number that is not below 0.
 * @param count how many of them; bits that do not exist are 0.
 */
export function wordsFromSql(
  { name, words, bits = WORD_BITS }: { name: string; words: number; bits?: number },
  from: string,
  alias: string,
  count: number,
): string {
  const columns = numbersTo(count).map((target) => {
    const parts = numbersTo(words).map((word) => {
      const own = `${name}_${word}`;
      const shift = `cast(${from} + ${(target - word) * bits} as integer)`;
      const right = `when ${shift} between 0 and ${bits - 1} then bitwise_right_shift(${own}, cast(${shift} as integer))`;
      const kept = `bitwise_and(${own}, bitwise_left_shift(cast(1 as bigint), cast(${bits} + ${shift} as integer)) - 1)`;
      const left = `when ${shift} between ${1 - bits} and -1 then bitwise_left_shift(${kept}, cast(-${shift} as integer))`;
      return `case ${right}${word > target ? ` ${left}` : ''} else cast(0 as bigint) end`;
    });
    return `${parts.join(' + ')} as ${alias}_${target}`;
  });
  return columns.join(', ');
}

/** The condition that any number from `first` to `last`, both included, is in the words. */
export function hasAnySql(name: string, first: number, last: number, bits = WORD_BITS): string {
  const conditions: string[] = [];
  for (let word = Math.floor(first / bits); word <= Math.floor(last / bits); word += 1) {
    const low = Math.max(first - word * bits, 0);
    const high = Math.min(last - word * bits, bits - 1);
    const mask = (1n << BigInt(high + 1)) - (1n << BigInt(low));
    conditions.push(`bitwise_and(${name}_${word}, cast(${mask} as bigint)) <> 0`);
  }
  return conditions.length === 1 ? (conditions[0] ?? '') : `(${conditions.join(' or ')})`;
}

function numbersTo(count: number): number[] {
  return Array.from({ length: count }, (_, number) => number);
}
