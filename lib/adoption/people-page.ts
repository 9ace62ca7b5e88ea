import type { PeopleAnswer } from '#lib/adoption/answers';
import type { PEOPLE_COLUMNS } from '#lib/adoption/people-sql';
import type { Row } from '#lib/core/warehouse';

/** The page of people that the rows hold. */
export function peoplePage(rows: Row<typeof PEOPLE_COLUMNS>[], limit: number): Omit<PeopleAnswer, 'meta'> {
  const ahead = rows.flatMap(({ user_id, is_after }) => (user_id === null || !is_after ? [] : [user_id]));
  const shown = ahead.slice(0, limit);
  return {
    users: shown.map((userId) => ({ userId })),
    total: rows[0]?.total ?? 0,
    nextCursor: ahead.length > limit ? (shown.at(-1) ?? null) : null,
  };
}
