-- one row per report behind a figure: what it states of the measure, its findings, where it is published; the totals are
-- those of all such reports and (`key_…`) of those of its group, over the reports that state the measure. Of groups asked for
-- by $keys the first report of each comes first, so that none is without its totals
-- years: all
-- uses: selected_all_years
-- parameters: measure, by, keys, year, without, most_behind
with asked as (
    select report_id, agency, year, agency_id, form, errors, warnings, {by} as key,
        {numerator} as numerator, {denominator} as denominator, {contradictory} as left_out, {stated} as stated
    from selected_all_years
    where ($keys is null or list_contains($keys, {by})) and coalesce(year = $year, year between $first_year and $last_year)
        and not list_contains($without, report_id)
),
ranked as (
    select *, $keys is not null
        and row_number() over (partition by key order by year desc, numerator desc nulls last, agency) = 1 as is_first
    from asked
)
select agency, year, agency_id, numerator, denominator, left_out, errors, warnings, form, source_name,
    nullif(url, '') as url, ranked.report_id, key,
    sum(numerator) filter (stated) over (partition by key) as key_numerator,
    sum(denominator) filter (stated) over (partition by key) as key_denominator,
    sum(numerator) filter (stated) over () as total_numerator,
    sum(denominator) filter (stated) over () as total_denominator, count(*) over () as total_reports
from ranked
join (select report_id, source_name, url from figures) as sources using (report_id)
order by is_first desc, case when is_first then list_position($keys, key) end, year desc, numerator desc nulls last, agency
limit {most_behind}
