import { type PartChoice, type Parts, partCondition } from '#lib/adoption/breakdown-sql';
import { bound, type Fragment, sql } from '#lib/funnels/fragment';

export const PEOPLE_COLUMNS = { user_id: 'text', total: 'integer', is_after: 'integer' } as const;

/** Which page of a list. */
export interface PeoplePage extends PartChoice {
  /** The id after which the page begins. */
  cursor?: string | undefined;
  limit: number;
}

/** The tables of a count, the one of them whose rows it counts, and the condition of those that it counts. */
export interface Counted {
  tables: Fragment;
  parts: Parts;
  table: string;
  condition: string;
}

/**
 * One page of the people of a count, by id, with one more to tell whether there is a next one. The first of all is
 * always there, because it carries the total.
 */
export function peopleSql({ tables, parts, table, condition }: Counted, page: PeoplePage): Fragment {
  const isAfter =
    page.cursor === undefined ? sql`1` : sql`case when user_id > ${bound(page.cursor)} then 1 else 0 end`;
  return sql`${tables},
chosen as (select distinct ${table}.user_id as user_id from ${table}${parts.join(table)} where ${condition} and ${partCondition(page)}),
listed as (select user_id, ${isAfter} as is_after, count(*) over () as total, row_number() over (order by user_id) as standing from chosen)
select user_id, total, is_after from listed where is_after = 1 or standing = 1 order by standing limit ${page.limit + 2}`;
}
