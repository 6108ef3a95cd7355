-- one row per report behind a figure: what it states of the measure, its findings, where it is published; the totals are
-- those of all such reports, over those that state the measure
-- years: all
-- uses: selected
-- parameters: measure, by, key, year
select agency, year, agency_id, {numerator} as numerator, {denominator} as denominator, {contradictory} as left_out,
    errors, warnings, form, source_name, nullif(figures.url, '') as url, selected.report_id,
    sum({numerator}) filter ({stated}) over () as total_numerator,
    sum({denominator}) filter ({stated}) over () as total_denominator, count(*) over () as total_reports
from selected
join (select report_id, source_name, url from figures) as figures using (report_id)
where ($key is null or {by} = $key) and ($year is null or year = $year)
order by year desc, {numerator} desc nulls last, agency
limit 2000
