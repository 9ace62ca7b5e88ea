// Trino's functions for DuckDB, each held equal to Trino's documented answers by a test. A function that exists in
// both but means something else is replaced, so that one text has one meaning.

const ADD = `case lower(part)
    when 'millisecond' then ts + to_milliseconds(n) when 'second' then ts + to_seconds(n)
    when 'minute' then ts + to_minutes(n) when 'hour' then ts + to_hours(n)
    when 'day' then ts + to_days(cast(n as integer)) when 'week' then ts + to_weeks(cast(n as integer))
    when 'month' then ts + to_months(cast(n as integer)) when 'quarter' then ts + to_months(cast(3 * n as integer))
    when 'year' then ts + to_years(cast(n as integer)) else error('date_add has no unit ' || part) end`;

const TIME = [
  `date_add(part, n, ts date) as cast(${ADD} as date), (part, n, ts timestamp) as ${ADD}, (part, n, ts timestamptz) as ${ADD}`,
  // DuckDB's own counts borders crossed, Trino's counts whole units.
  `date_diff(part, a, b) as date_sub(part, datetrunc('millisecond', cast(a as timestamp)), datetrunc('millisecond', cast(b as timestamp)))`,
  `date_trunc(part, ts date) as cast(datetrunc(part, ts) as date), (part, ts timestamp) as datetrunc(part, ts), (part, ts timestamptz) as datetrunc(part, ts)`,
  `from_iso8601_timestamp(s) as cast(s as timestamptz)`,
  `from_iso8601_date(s) as cast(s as date)`,
  `to_iso8601(ts date) as strftime(ts, '%Y-%m-%d'), (ts timestamp) as strftime(ts, '%Y-%m-%dT%H:%M:%S.%g'), (ts timestamptz) as strftime(cast(ts as timestamp), '%Y-%m-%dT%H:%M:%S.%gZ')`,
  `from_unixtime(n) as to_timestamp(n)`,
  `to_unixtime(ts) as epoch(ts)`,
  `at_timezone(ts, z) as (ts at time zone z)`,
  `with_timezone(ts, z) as (ts at time zone z)`,
  `day_of_week(d) as isodow(d)`,
  `day_of_month(d) as day(d)`,
  `day_of_year(d) as dayofyear(d)`,
  `week_of_year(d) as week(d)`,
  `year_of_week(d) as isoyear(d)`,
  `last_day_of_month(d) as last_day(d)`,
  `millisecond(ts) as cast(system.main.millisecond(ts) as bigint) % 1000`,
  // MySQL's letters, as Trino has them; the letters that it refuses or that have no equal are refused here.
  `date_format(ts, f) as case when regexp_matches(f, '%[^YmdHisSTyjfabMprIhvxW%]') then error('date_format has no ' || f)
     else strftime(ts, system.main.replace(system.main.replace(system.main.replace(system.main.replace(system.main.replace(
       system.main.replace(system.main.replace(system.main.replace(f, '%M', '%B'), '%i', '%M'), '%s', '%S'), '%T', '%H:%M:%S'),
       '%x', '%G'), '%v', '%V'), '%h', '%I'), '%W', '%A')) end`,
  `date_parse(s, f) as case f when '%Y-%m-%d' then strptime(s, '%Y-%m-%d')
     when '%Y-%m-%d %H:%i:%s' then strptime(s, '%Y-%m-%d %H:%M:%S') else error('date_parse has no ' || f) end`,
];

const AGGREGATES = [
  `count_if(x) as count(case when x then 1 end)`,
  `max_by(x, y) as arg_max_null(x, y), (x, y, n) as system.main.arg_max(x, y, n)`,
  `min_by(x, y) as arg_min_null(x, y), (x, y, n) as system.main.arg_min(x, y, n)`,
  `every(x) as bool_and(x)`,
  `map_agg(k, v) as map(list(k), list(v))`,
  `approx_distinct(x) as count(distinct x)`,
  `approx_percentile(x, p) as quantile_cont(x, p)`,
  `bitwise_or_agg(x) as bit_or(x)`,
];

// Trino's paths quote odd keys as $["a b"], DuckDB's as $."a b".
const PATH = `system.main.regexp_replace(p, '\\["([^"]+)"\\]', '."\\1"', 'g')`;

const TEXT = [
  // Asking first whether it is JSON at all costs less than casting it.
  `json_extract_scalar(j, p) as json_extract_string(case when json_valid(j) then json_value(j, ${PATH}) end, '$')`,
  `json_extract(j, p) as system.main.json_extract(try_cast(j as json), ${PATH})`,
  `json_parse(s) as cast(s as json)`,
  `json_format(j) as cast(j as varchar)`,
  `regexp_like(s, p) as regexp_matches(s, p)`,
  `regexp_extract(s, p) as regexp_extract_all(s, p)[1], (s, p, g) as regexp_extract_all(s, p, g)[1]`,
  `regexp_count(s, p) as len(regexp_extract_all(s, p))`,
  `regexp_replace(s, p) as system.main.regexp_replace(s, p, '', 'g'), (s, p, r) as
     system.main.regexp_replace(s, p, system.main.regexp_replace(r, '\\$(\\d)', '\\\\\\1', 'g'), 'g')`,
  `split_part(s, d, i) as string_split(s, d)[i]`,
  `to_utf8(s) as encode(s)`,
  `codepoint(c) as unicode(c)`,
  `levenshtein_distance(a, b) as levenshtein(a, b)`,
  `md5(x) as unhex(system.main.md5(x))`,
  `sha256(x) as unhex(system.main.sha256(x))`,
  `concat(a, b) as a || b, (a, b, c) as a || b || c, (a, b, c, d) as a || b || c || d, (a, b, c, d, e) as a || b || c || d || e`,
];

const ARRAYS = [
  `cardinality(a) as len(a)`,
  `element_at(a, i) as a[i]`,
  `array_join(a, sep) as array_to_string(a, sep), (a, sep, n) as array_to_string(list_transform(a, lambda x: coalesce(cast(x as varchar), n)), sep)`,
  `contains(a, x) as case when list_contains(a, x) then true when len(list_filter(a, lambda e: e is null)) > 0 then null else list_contains(a, x) end`,
  `array_max(a) as list_max(a)`,
  `array_min(a) as list_min(a)`,
  `array_position(a, x) as coalesce(list_position(a, x), 0)`,
  `arrays_overlap(a, b) as list_has_any(a, b)`,
  `slice(a, s, n) as a[s:s + n - 1]`,
  `sequence(a date, b date) as list_transform(generate_series(a, b, interval 1 day), lambda x: cast(x as date)),
     (a timestamp, b timestamp, s interval) as generate_series(a, b, s),
     (a, b) as case when a <= b then generate_series(a, b) else generate_series(a, b, -1) end,
     (a, b, s) as generate_series(a, b, s)`,
];

// DuckDB's own pass over nulls.
const EXTREME = (name: string) =>
  `${name}(a, b) as case when a is null or b is null then null else system.main.${name}(a, b) end,
     (a, b, c) as case when a is null or b is null or c is null then null else system.main.${name}(a, b, c) end,
     (a, b, c, d) as case when a is null or b is null or c is null or d is null then null else system.main.${name}(a, b, c, d) end`;

const NUMBERS = [
  EXTREME('greatest'),
  EXTREME('least'),
  `truncate(x) as trunc(x)`,
  `bitwise_and(a, b) as a & b`,
  `bitwise_or(a, b) as a | b`,
  // Trino has no shift by a bigint, and would refuse the text.
  `bitwise_left_shift(a, n) as case when typeof(n) = 'BIGINT' then error('shift by an integer, not a bigint') else a << n end`,
  `bitwise_right_shift(a, n) as case when typeof(n) = 'BIGINT' then error('shift by an integer, not a bigint') else a >> n end`,
  `bit_count(a, bits) as system.main.bit_count(a)`,
  `is_nan(x) as isnan(x)`,
  `infinity() as cast('inf' as double)`,
  `nan() as cast('nan' as double)`,
  `width_bucket(x, lo, hi, n) as case when x < lo then 0 when x >= hi then n + 1
     else cast(floor((x - lo) / ((hi - lo) / n)) as bigint) + 1 end`,
];

/** One script that teaches a DuckDB database the names of Trino. */
export const MACROS = [TIME, AGGREGATES, TEXT, ARRAYS, NUMBERS]
  .flat()
  .map((macro) => `create or replace macro ${macro};`)
  .join('\n');
