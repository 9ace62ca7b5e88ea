import { allOf, anyOf, bound, type Fragment, sql } from '#lib/funnels/fragment';
import { isNumeric, propertySql } from '#lib/funnels/property-sql';
import type { Filter } from '#lib/funnels/schema';

const COMPARISONS = { gt: '>', gte: '>=', lt: '<', lte: '<=' } as const;

// Engines read different texts as numbers (`1_000`, `inf`, spaces), so only those that look like JSON's are cast.
const LOOKS_NUMERIC = '^-?[0-9]+([.][0-9]+)?([eE][+-]?[0-9]{1,2})?$';

/** The condition that all filters hold. */
export function filtersSql(filters: Filter[]): Fragment {
  return allOf(filters.map(filterSql));
}

function filterSql(filter: Filter): Fragment {
  const text = propertySql(filter.property);
  switch (filter.op) {
    case 'eq':
      return equals(filter.property, filter.value);
    case 'neq':
      return sql`not coalesce(${equals(filter.property, filter.value)}, false)`;
    case 'in':
      return anyOf(filter.value.map((value) => equals(filter.property, value)));
    case 'exists':
      return isNumeric(filter.property)
        ? sql`${text} is ${filter.value ? 'not ' : ''}null`
        : sql`coalesce(${text}, '') ${filter.value ? '<>' : '='} ''`;
    case 'contains':
      return sql`strpos(${text}, ${bound(filter.value)}) > 0`;
    default:
      return sql`${numberSql(filter.property)} ${COMPARISONS[filter.op]} ${numberOf(filter.value)}`;
  }
}

/** A number equals a text that reads as that number; true and false equal the texts `true` and `false`. */
function equals(property: string, value: string | number | boolean): Fragment {
  if (typeof value === 'number') return sql`${numberSql(property)} = ${numberOf(value)}`;
  if (!isNumeric(property)) return sql`${propertySql(property)} = ${bound(String(value))}`;
  const number =
    typeof value === 'string' && new RegExp(LOOKS_NUMERIC).test(value) ? Number(value) : Number.NaN;
  return Number.isFinite(number) ? sql`${propertySql(property)} = ${numberOf(number)}` : sql`(1 = 0)`;
}

function numberSql(property: string): string {
  const text = propertySql(property);
  if (isNumeric(property)) return text;
  return `case when regexp_like(${text}, '${LOOKS_NUMERIC}') then try_cast(${text} as double) end`;
}

function numberOf(value: number): Fragment {
  return sql`cast(${bound(value)} as double)`;
}
