-- one row per report behind a change since the year before: what it states of the measure; the totals are those of either
-- year, over the reports that state it or, with $both, over agencies that state it in both, each with what merged into it
-- since; an agency belongs to the group of its last report
-- years: last
-- uses: continued
-- parameters: measure, by, keys, both, most_behind
with stated as (
    select unit_id, report_id, agency, year, agency_id, form, errors, warnings, {by} as key,
        2 * year + (agency_id = unit_id)::integer as rank, year = $last_year as is_last,
        {numerator} as numerator, {denominator} as denominator, {stated} as stated
    from continued
    where year in ($last_year - 1, $last_year)
),
units as (
    select unit_id, arg_max(key, rank) as key,
        coalesce(bool_and(stated) filter (is_last) and bool_and(stated) filter (not is_last), false) as in_both,
        sum(numerator) filter (stated and is_last) - sum(numerator) filter (stated and not is_last) as step
    from stated
    group by unit_id
),
asked as (
    select stated.* exclude (key), units.key, step
    from stated
    join units using (unit_id)
    where (in_both or not $both) and ($keys is null or list_contains($keys, units.key))
),
counted as (
    select count(distinct unit_id) as total_agencies from asked
)
select agency, year, agency_id, numerator, denominator, errors, warnings, form, source_name, nullif(url, '') as url,
    asked.report_id, sum(numerator) filter (stated and is_last) over () as total_numerator,
    sum(denominator) filter (stated and is_last) over () as total_denominator,
    sum(numerator) filter (stated and not is_last) over () as before_numerator,
    sum(denominator) filter (stated and not is_last) over () as before_denominator, total_agencies
from asked
cross join counted
join (select report_id, source_name, url from figures) as sources using (report_id)
order by abs(step) desc nulls last, unit_id, year desc
limit {most_behind}
