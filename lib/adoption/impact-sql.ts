import {
  CELL,
  CLUSTERED,
  COVARIATES,
  IMPACT_COLUMNS,
  MEASURES,
  pairsOf,
  SLOPES,
} from '#lib/adoption/impact-measures';
import type { ImpactSpan } from '#lib/adoption/impact-span';
import { unitsSql } from '#lib/adoption/impact-units-sql';
import type { DefinedFeature } from '#lib/adoption/kinds';
import { type Fragment, sql } from '#lib/funnels/fragment';

/**
 * Everything that an impact is made of, as one row of sums, however many users there are: units are gathered by user
 * and cell, compared with the means of their cell, and summed up. No table is named twice, since some engines work out
 * a `with` each time it is named.
 */
export function impactSql(feature: DefinedFeature, timeZone: string, span: ImpactSpan): Fragment {
  return sql`with ${unitsSql(feature, timeZone, span)},
parts as (select user_id, is_first_use, is_pending, ${CELL}, cast(count(*) as double) as units, sum(starts_later) as starts_later, max(case when revenue <> 0e0 then 1 else 0 end) as is_payer,
    ${MEASURES.map((name) => `sum(${name}) as ${name}`).join(', ')}, ${SLOPES.map(([one, other]) => `sum(${one} * ${other}) as ${one}_${other}`).join(', ')}
  from units group by user_id, is_first_use, is_pending, ${CELL}),
cells as (select parts.*, ${inCellSql('is_first_use = 1', 'units')} as treated, ${inCellSql('is_first_use = 0', 'units')} as others, ${inCellSql('is_first_use = 0', '1e0')} as other_users,
    ${MEASURES.map((name) => `${inCellSql('is_first_use = 0', name)} as sum_${name}`).join(', ')} from parts),
weighed as (select cells.*, case when is_pending = 0 and treated > 0e0 and other_users > 1e0 then 1 else 0 end as is_matched from cells),
matched as (select weighed.*, case when is_matched = 1 then treated / others end as weight,
    case when is_matched = 1 and is_first_use = 1 then 1e0 when is_matched = 1 then -treated / others * sqrt(other_users / (other_users - 1e0)) end as scale,
    ${MEASURES.map((name) => `case when is_matched = 1 then sum_${name} / others end as mean_${name}`).join(', ')} from weighed),
clusters as (${clustersSql()})
select ${Object.keys(IMPACT_COLUMNS)
    .map((name) => `${totalSql(name)} as ${name}`)
    .join(', ')} from clusters`;
}

/** The sum over a cell, of a user's first use or of the others; those whose follow-up is not over are in neither. */
function inCellSql(condition: string, what: string): string {
  return `sum(case when is_pending = 0 and ${condition} then ${what} else 0e0 end) over (partition by ${CELL})`;
}

/** Sums of each user: all that the final row sums again, and what it multiplies first. */
function clustersSql(): string {
  const sums = (condition: string, what: string) => `sum(case when ${condition} then ${what} else 0e0 end)`;
  const [isFirst, isOther] = ['is_pending = 0 and is_first_use = 1', 'is_first_use = 0'];
  const [isTreated, isCompared] = [
    'is_matched = 1 and is_first_use = 1',
    'is_matched = 1 and is_first_use = 0',
  ];
  const groups = [
    ['treated', isFirst],
    ['others', isOther],
  ] as const;
  const columns: [string, string][] = [
    ['first_users', sums('is_first_use = 1', 'units')],
    ['followed', sums(isFirst, 'units')],
    ['treated', sums(isTreated, 'units')],
    ['weight', sums(isCompared, 'weight * units')],
    ['started_later', sums(isCompared, 'weight * starts_later')],
    ['conversions', 'max(case when is_matched = 1 and converted > 0e0 then 1 else 0 end)'],
    ['payers', 'max(case when is_matched = 1 then is_payer else 0 end)'],
    ...groups.flatMap(([group, condition]): [string, string][] => [
      [`all_${group}`, sums(condition, 'units')],
      ...MEASURES.map((name): [string, string] => [`all_${group}_${name}`, sums(condition, name)]),
      ...COVARIATES.map((name): [string, string] => [
        `all_${group}_${name}_squared`,
        sums(condition, `${name}_${name}`),
      ]),
    ]),
    ...MEASURES.map((name): [string, string] => [
      `weighted_${name}`,
      sums(isTreated, `units * mean_${name}`),
    ]),
    ...SLOPES.map(([one, other]): [string, string] => [
      `slope_${one}_${other}`,
      sums(isCompared, `weight * (${one}_${other} - ${one} * mean_${other})`),
    ]),
    ...MEASURES.map((name): [string, string] => [
      name,
      sums('is_matched = 1', `scale * (${name} - units * mean_${name})`),
    ]),
  ];
  return `select ${columns.map(([name, text]) => `${text} as ${name}`).join(', ')} from matched group by user_id`;
}

/** A column of the final row. */
function totalSql(name: string): string {
  const pair = pairsOf(CLUSTERED).find(([one, other]) => name === `cluster_${one}_${other}`);
  if (pair) return `sum(${pair.join(' * ')})`;
  if (name === 'matched') return 'cast(sum(treated) as bigint)';
  if (name === 'first_users' || name === 'followed') return `cast(sum(${name}) as bigint)`;
  if (name === 'other_users') return 'count(case when weight > 0e0 then 1 end)';
  if (name === 'weight_squared') return 'sum(weight * weight)';
  if (name === 'people') return 'cast(count(case when all_others > 0e0 then 1 end) as double)';
  const [kind, rest] = [name.slice(0, name.indexOf('_')), name.slice(name.indexOf('_') + 1)];
  if (kind === 'people') return `sum(all_others_${rest} / nullif(all_others, 0e0))`;
  return `sum(${kind === 'residual' ? rest : name})`;
}
