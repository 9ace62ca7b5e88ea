import { COLUMN_TYPES, PARQUET_OPTIONS, quoted, ROW_ORDER } from '#lib/adapters/event-store/layout';

export interface DemoShape {
  /** The last event is before this moment; the last day is its day. */
  now: Date;
  users: number;
  days: number;
}

interface DemoStep {
  type: string;
  /** The chance that a session goes on to this step from the one before. */
  chance: number;
  /** The typical time since the step before. */
  seconds: number;
  /** An event of the adoption vocabulary that comes with it. */
  also?: 'use' | 'complete';
}

/** The two features, each with its way from seeing it to having the result. */
const FEATURES: Record<string, { share: number; shareChance: number; steps: DemoStep[] }> = {
  cover_letter: {
    share: 0.62,
    shareChance: 0.09,
    steps: [
      { type: 'view', chance: 1, seconds: 0 },
      { type: 'click_generate', chance: 0.235, seconds: 45, also: 'use' },
      { type: 'complete_form', chance: 0.86, seconds: 150 },
      { type: 'submit', chance: 0.86, seconds: 40, also: 'complete' },
      { type: 'download', chance: 0.8, seconds: 30 },
    ],
  },
  vpr_generator: {
    share: 0.38,
    shareChance: 0.05,
    steps: [
      { type: 'view', chance: 1, seconds: 0 },
      { type: 'upload_cv', chance: 0.2, seconds: 60, also: 'use' },
      { type: 'enter_job', chance: 0.8, seconds: 90 },
      { type: 'generate', chance: 0.9, seconds: 25, also: 'complete' },
      { type: 'save', chance: 0.76, seconds: 35 },
    ],
  },
};

const STEP_COUNT = 5;

const INCIDENT = {
  startsDaysAgo: 41,
  days: 3,
  feature: 'cover_letter',
  step: 3,
  platform: 'mobile',
  chance: 0.04,
};

const EXPERIMENT = {
  key: 'cover_letter_prompt_v2',
  startsDaysAgo: 35,
  shareOfUsers: 0.1,
  variants: { control: 1, variant_a: 1.03, variant_b: 1.24 },
};

/** Who pays does so once, the likelier after a visit that led to a result; prices are in US dollars a month. */
const SUBSCRIPTION = { chance: 0.02, chanceAfterResult: 0.05, prices: { pro: 19, premium: 39 } };

/**
 * One text that writes the whole data set into `folder`, in the layout of the store. All chance is a hash of who and
 * when, so that equal shapes give equal files.
 */
export function demoSql(shape: DemoShape, folder: string): string {
  return `copy (
    with ${usersSql(shape)},
    ${sessionsSql(shape)},
    ${pathsSql()},
    ${eventsSql()}
    select ${Object.entries(COLUMN_TYPES)
      .map(([column, type]) => `cast(${column} as ${type}) as ${column}`)
      .join(', ')}, cast(cast(event_time as date) as varchar) as dt
    from events where event_time < make_timestamp_ms(${shape.now.getTime()})
    order by dt, ${ROW_ORDER}, event_id
  ) to ${quoted(folder)} (${PARQUET_OPTIONS}, partition_by (dt), overwrite_or_ignore)`;
}

/** A number in [0, 1) that depends on its arguments alone. */
function chance(...parts: (string | number)[]): string {
  return `((hash(${parts.join(', ')}) % 1000003) / 1000003.0)`;
}

/** One of the values, each with its share of the whole. */
function oneOf(draw: string, shares: Record<string, number>): string {
  let sum = 0;
  const branches = Object.entries(shares).map(([value, share]) => {
    sum += share;
    return `when ${draw} < ${sum} then '${value}'`;
  });
  return `case ${branches.join(' ')} else '${Object.keys(shares).at(-1)}' end`;
}

function usersSql({ users, days }: DemoShape): string {
  const variant = chance('i', "'arm'");
  return `users as (
      select i, 'user_' || lpad(cast(i as varchar), 5, '0') as user_id,
        -- Four in ten were there before; the others come, more of them every week.
        if(${chance('i', "'old'")} < 0.4, -cast(floor(90 * ${chance('i', "'join'")}) as bigint) - 1, cast(floor(${days} * pow(${chance('i', "'join'")}, 0.7)) as bigint)) as joined,
        ${oneOf(chance('i', "'platform'"), { desktop: 0.57, mobile: 0.35, tablet: 0.08 })} as platform,
        ${oneOf(chance('i', "'plan'"), { free: 0.71, pro: 0.21, premium: 0.08 })} as plan,
        ${oneOf(chance('i', "'country'"), { US: 0.34, DE: 0.17, GB: 0.14, IN: 0.13, BR: 0.09, FR: 0.08, CA: 0.05 })} as country,
        ${chance('i', "'power'")} < 0.06 as is_power,
        if(${chance('i', "'enrolled'")} < ${EXPERIMENT.shareOfUsers}, case when ${variant} < 0.3334 then 'control'
          when ${variant} < 0.6667 then 'variant_a' else 'variant_b' end, null) as enrolled_variant
      from range(${users}) as numbers(i)
    )`;
}

function sessionsSql({ now, days }: DemoShape): string {
  const firstDay = Math.floor(now.getTime() / 86_400_000) - days + 1;
  const visit = chance('i', 'd', "'visit'");
  return `days as (
      select d, ${days} - 1 - d as days_ago, make_timestamp_ms((${firstDay} + d) * 86400000) as midnight,
        (array[0.52, 1.08, 1.12, 1.1, 1.04, 0.96, 0.48])[cast(((${firstDay} + d + 4) % 7) + 1 as integer)] as weekday
      from range(${days}) as numbers(d)
    ),
    sessions as (
      select users.*, days.*,
        'demo_' || strftime(midnight, '%Y%m%d') || '_' || i as session_id,
        midnight + to_seconds(cast(21600 + 61200 * (${chance('i', 'd', "'hour'")} + ${chance('i', 'd', "'minute'")}) / 2 as bigint))
          + to_milliseconds(cast(1000 * ${chance('i', 'd', "'ms'")} as bigint)) as started,
        ${oneOf(chance('i', 'd', "'feature'"), sharesOfFeatures())} as feature_name
      from users, days
      where d >= joined
        -- New people come back less with time; power users come on most days.
        and ${visit} < weekday * if(is_power, 0.72, if(d = joined, 0.95, 0.14 + 0.24 * exp(-(d - joined) / 6.0)))
    )`;
}

function sharesOfFeatures(): Record<string, number> {
  return Object.fromEntries(Object.entries(FEATURES).map(([name, { share }]) => [name, share]));
}

/** How far each session gets, and how long it takes to each step. */
function pathsSql(): string {
  const steps = Array.from({ length: STEP_COUNT - 1 }, (_, index) => index + 2);
  const goesOn = steps.map((step) => `${chance('i', 'd', step)} < ${chanceOf(step)} as goes_${step}`);
  const gaps = steps.map(
    (step) =>
      `${byFeature((steps) => steps[step - 1]?.seconds ?? 0)} * exp(1.6 * (${chance('i', 'd', step, "'gap'")} - 0.4)) as gap_${step}`,
  );
  const depth = steps.reduceRight((deeper, step) => `if(goes_${step}, 1 + ${deeper}, 0)`, '0');
  return `draws as (select *, ${goesOn.join(', ')}, ${gaps.join(', ')} from sessions),
    paths as (select *, 1 + ${depth} as depth, ${steps
      .map(
        (step) =>
          `${steps
            .filter((s) => s <= step)
            .map((s) => `gap_${s}`)
            .join(' + ')} as at_${step}`,
      )
      .join(', ')} from draws)`;
}

function byFeature(pick: (steps: DemoStep[]) => number): string {
  const branches = Object.entries(FEATURES).map(([name, { steps }]) => `when '${name}' then ${pick(steps)}`);
  return `case feature_name ${branches.join(' ')} end`;
}

/** Paying people and large screens get further; the incident and the experiment bend one step each. */
function chanceOf(step: number): string {
  const base = `${byFeature((steps) => steps[step - 1]?.chance ?? 0)} * case platform when 'mobile' then 0.94 else 1.03 end
    * case plan when 'free' then 0.97 else 1.06 end`;
  if (step === INCIDENT.step) {
    const { feature, platform, startsDaysAgo, days } = INCIDENT;
    return `if(feature_name = '${feature}' and platform = '${platform}' and days_ago <= ${startsDaysAgo}
      and days_ago > ${startsDaysAgo - days}, ${INCIDENT.chance}, ${base})`;
  }
  if (step < STEP_COUNT) return base;
  const lifts = Object.entries(EXPERIMENT.variants).map(([name, lift]) => `when '${name}' then ${lift}`);
  return `${base} * if(feature_name = 'cover_letter' and days_ago <= ${EXPERIMENT.startsDaysAgo},
    case enrolled_variant ${lifts.join(' ')} else 1 end, 1)`;
}

function eventsSql(): string {
  const rows = Object.entries(FEATURES).flatMap(([feature, { steps, shareChance }]) => [
    ...steps.flatMap(({ type, also }, index) => [
      `('${feature}', ${index + 1}, '${type}', 0, 1.0)`,
      ...(also ? [`('${feature}', ${index + 1}, '${also}', 1, 1.0)`] : []),
    ]),
    `('${feature}', ${STEP_COUNT}, 'rate', 2, 0.22)`,
    `('${feature}', ${STEP_COUNT}, 'share', 3, ${shareChance})`,
  ]);
  const at = `case step when 1 then 0 ${[2, 3, 4, 5].map((step) => `when ${step} then at_${step}`).join(' ')} end`;
  const atEnd = at.replace('case step', 'case depth');
  const { key, startsDaysAgo } = EXPERIMENT;
  return `steps(feature, step, event_type, extra, share) as (values ${rows.join(', ')}),
    moments as (
      select paths.*, step, event_type, extra, started + to_milliseconds(cast(1000 * (${at} + extra * 7) as bigint)) as event_time
      from paths join steps on steps.feature = feature_name and step <= depth
      where ${chance('i', 'd', 'step', 'extra')} < share
    ),
    exposures as (
      select *, row_number() over (partition by i order by d) as nth from paths
      where enrolled_variant is not null and feature_name = 'cover_letter' and days_ago <= ${startsDaysAgo}
    ),
    failures as (
      select * from paths where feature_name = '${INCIDENT.feature}' and platform = '${INCIDENT.platform}'
        and days_ago <= ${INCIDENT.startsDaysAgo} and days_ago > ${INCIDENT.startsDaysAgo - INCIDENT.days} and depth = 2
    ),
    subscriptions as (
      select *, row_number() over (partition by i order by d) as nth from paths
      where plan in ('${Object.keys(SUBSCRIPTION.prices).join("', '")}')
        and ${chance('i', 'd', "'subscribe'")} < if(depth = ${STEP_COUNT}, ${SUBSCRIPTION.chanceAfterResult}, ${SUBSCRIPTION.chance})
    ),
    marked as (
      select i, d, user_id, event_type, feature_name, event_time, session_id, step * 10 + extra as place, platform, plan,
        country, cast(null as varchar) as experiment, cast(null as varchar) as variant,
        if(event_type = 'rate', cast(floor(2 + 4 * sqrt(${chance('i', 'd', "'stars'")})) as double), null) as value
      from moments
      union all
      select i, d, user_id, 'experiment_assignment', feature_name, started, session_id, 0, platform, plan, country,
        '${key}', enrolled_variant, null
      from exposures where nth = 1
      union all
      select i, d, user_id, 'form_error', feature_name, started + to_milliseconds(cast(1000 * (at_2 + 20) as bigint)),
        session_id, 29, platform, plan, country, null, null, null
      from failures
      union all
      select i, d, user_id, 'subscribe', null, started + to_milliseconds(cast(1000 * (${atEnd} + 20) as bigint)),
        session_id, 5, platform, plan, country, null, null, ${priceOf()}
      from subscriptions where nth = 1
    ),
    events as (
      select 'demo-' || session_id || '-' || place as event_id, *, event_time as received_at,
        -- The client sends it with the last event of a session.
        if(place = max(place) over (partition by i, d),
          round(epoch_ms(event_time) / 1000.0 - min(epoch_ms(event_time)) over (partition by i, d) / 1000.0
            + 5 + 55 * ${chance('i', 'd', "'stay'")}, 1), null) as session_duration,
        '{"country":"' || country || '"' || case
            when event_type in ('download', 'save') then ',"edits":' || cast(floor(6 * ${chance('i', 'd', "'edits'")}) as integer)
            when event_type in ('submit', 'generate')
              then ',"generationSeconds":' || round(2 + 9 * ${chance('i', 'd', "'generation'")}, 1)
            else '' end
          || ',"plan":"' || plan || '","platform":"' || platform || '"}' as properties
      from marked
    )`;
}

function priceOf(): string {
  const prices = Object.entries(SUBSCRIPTION.prices);
  return `case plan ${prices.map(([plan, price]) => `when '${plan}' then ${price}.0`).join(' ')} end`;
}
