-- one row per report behind a figure: what it states of sums of cells of the form, its findings, where it is published; the
-- totals are those of all such reports, over those that state both sides and whose numerator is not the larger one
-- years: all
-- uses: selected_all_years
-- parameters: summed, divided, counted, columns, by, keys, year, without, most_behind
with asked as (
    select report_id, agency, year, agency_id, form, errors, warnings, source_name, url, {by} as key,
        {summed} as numerator, {divided} as denominator
    from selected_all_years
    join (select report_id, source_name, url{columns} from figures) as cells using (report_id)
    where ($keys is null or list_contains($keys, {by})) and coalesce(year = $year, year between $first_year and $last_year)
        and not list_contains($without, report_id)
)
select agency, year, agency_id, numerator, denominator, not coalesce({counted}, true) as left_out, errors, warnings, form,
    source_name, nullif(url, '') as url, report_id, key,
    sum(numerator) filter ({counted}) over (partition by key) as key_numerator,
    sum(denominator) filter ({counted}) over (partition by key) as key_denominator,
    sum(numerator) filter ({counted}) over () as total_numerator,
    sum(denominator) filter ({counted}) over () as total_denominator, count(*) over () as total_reports
from asked
order by year desc, numerator desc nulls last, agency
limit {most_behind}
