import type { BrokenBy } from '#lib/adoption/answers';
import { OTHER, type PART_COLUMNS } from '#lib/adoption/breakdown-sql';
import type { Row } from '#lib/core/warehouse';

type Parted = Row<typeof PART_COLUMNS>;

/** What is worked out of all rows, and the same of the rows of each part. Everybody is in one part, so rows add up. */
export function broken<R extends Parted, T extends object>(
  property: string | undefined,
  rows: R[],
  workOut: (rows: R[]) => T,
): T & { breakdown?: (BrokenBy & T)[] } {
  const whole = workOut(rows);
  if (property === undefined) return whole;
  return { ...whole, breakdown: eachPart(rows, workOut) };
}

/** The values with the most people first, the others last. */
export function eachPart<R extends Parted, T extends object>(
  rows: R[],
  workOut: (rows: R[]) => T,
): (BrokenBy & T)[] {
  const parts = [...new Set(rows.map(({ part }) => part ?? 0))].sort((a, b) => a - b);
  return parts.map((part) => {
    const own = rows.filter((row) => row.part === part);
    return { ...brokenBy(own[0]), ...workOut(own) };
  });
}

function brokenBy(row: Parted | undefined): BrokenBy {
  if (row?.part === OTHER) return { value: null, other: true };
  const number = row?.label_number ?? null;
  return { value: number === null ? (row?.label ?? null) : String(number) };
}

/** Says which value each of the people is under. */
export function attributionRule(events: string): string {
  return `Everybody is under one value: the first that is set, by time, among ${events}.`;
}
