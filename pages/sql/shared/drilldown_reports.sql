-- one row per report behind a figure: what it states of the measure, its findings, where it is published; the totals are
-- those of all such reports and (`key_…`) of those of its group, over the reports that state the measure
-- years: all
-- uses: selected_all_years
-- parameters: measure, by, keys, year, without
with asked as (
    select report_id, agency, year, agency_id, form, errors, warnings, {by} as key,
        {numerator} as numerator, {denominator} as denominator, {contradictory} as left_out, {stated} as stated
    from selected_all_years
    where ($keys is null or list_contains($keys, {by})) and coalesce(year = $year, year between $first_year and $last_year)
        and not list_contains($without, report_id)
)
select agency, year, agency_id, numerator, denominator, left_out, errors, warnings, form, source_name,
    nullif(url, '') as url, asked.report_id, key,
    sum(numerator) filter (stated) over (partition by key) as key_numerator,
    sum(denominator) filter (stated) over (partition by key) as key_denominator,
    sum(numerator) filter (stated) over () as total_numerator,
    sum(denominator) filter (stated) over () as total_denominator, count(*) over () as total_reports
from asked
join (select report_id, source_name, url from figures) as sources using (report_id)
order by year desc, numerator desc nulls last, agency
limit 2000
