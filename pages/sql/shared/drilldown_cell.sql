-- one row per report behind a figure: what it states in one cell of the form, its findings, where it is published; the
-- totals are those of all such reports
-- years: all
-- uses: selected
-- parameters: cell, by, key, year
select agency, year, agency_id, figures.{cell} as numerator, null::double as denominator,
    errors, warnings, form, source_name, nullif(figures.url, '') as url, selected.report_id,
    sum(figures.{cell}) over () as total_numerator, null::double as total_denominator, count(*) over () as total_reports
from selected
join (select report_id, source_name, url, {cell} from figures) as figures using (report_id)
where ($key is null or {by} = $key) and ($year is null or year = $year)
order by year desc, figures.{cell} desc nulls last, agency
limit 2000
